using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Annals.Server.Tests;

/// <summary>Keeps every log line, with its fields, scopes and exception, whatever its level.</summary>
internal sealed class CollectingLogger : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    /// <summary>What was written so far, a text for each line.</summary>
    public ConcurrentQueue<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(CollectingLogger owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => owner.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var parts = new List<string> { $"{logLevel} {category} {formatter(state, exception)} {exception}" };
            if (state is IEnumerable<KeyValuePair<string, object?>> fields)
            {
                parts.AddRange(fields.Select(field => $"{field.Key}={field.Value}"));
            }

            owner.scopes.ForEachScope(
                (scope, list) =>
                {
                    list.Add(scope?.ToString() ?? "");
                    if (scope is IEnumerable<KeyValuePair<string, object?>> members)
                    {
                        list.AddRange(members.Select(member => $"{member.Key}={member.Value}"));
                    }
                },
                parts);
            owner.Lines.Enqueue(string.Join(" | ", parts));
        }
    }
}
