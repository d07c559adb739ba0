using Microsoft.AspNetCore.Http;

namespace Annals.Server.Microsoft365.Feed;

/// <summary>The window of time that a listing asks for.</summary>
/// <param name="Start">First moment of it.</param>
/// <param name="End">First moment behind it.</param>
internal readonly record struct ContentWindow(DateTimeOffset Start, DateTimeOffset End)
{
    public const string StartName = "startTime";
    public const string EndName = "endTime";

    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>The vendor lets a start pass that is a little too early.</summary>
    private static readonly TimeSpan Leniency = TimeSpan.FromHours(1);

    /// <summary>Reads what a request says; null when it says nothing.</summary>
    /// <exception cref="Errors.RequestException">Only one end is given, or one cannot be read.</exception>
    public static ContentWindow? Read(IQueryCollection query)
    {
        var start = Time(query, StartName);
        var end = Time(query, EndName);
        return (start, end) switch
        {
            (null, null) => null,
            ({ } from, { } to) => new ContentWindow(from, to),
            _ => throw FeedError.HalfWindow,
        };
    }

    /// <summary>The last 24 hours.</summary>
    public static ContentWindow Default(DateTimeOffset now) => new(now - Longest, now);

    /// <summary>Checks the order, the length and how far back it reaches.</summary>
    /// <param name="now">The present.</param>
    /// <param name="age">How far back content may be listed; null for everything.</param>
    /// <exception cref="Errors.RequestException">The window is not allowed.</exception>
    public ContentWindow Check(DateTimeOffset now, TimeSpan? age) =>
        Start >= End || End - Start > Longest || (age is { } limit && Start < now - limit - Leniency) ? throw FeedError.Window(age) : this;

    private static DateTimeOffset? Time(IQueryCollection query, string name)
    {
        if (query[name].ToString() is not { Length: > 0 } text)
        {
            return null;
        }

        return FeedTime.TryParse(text, out var time) ? time : throw FeedError.ParameterType(name, "datetime");
    }
}
