using System.CommandLine;
using Annals.Cli.Shell;

namespace Annals.Cli.Options;

/// <summary>The query of a command; its words may be given as one argument or several.</summary>
internal sealed class QueryArgument
{
    public Argument<string[]> Argument { get; } = new("QUERY")
    {
        Description = "What to look for, as docs/query.md describes; everything if left out. Quote it for the shell. Put -- before a query that begins with a hyphen.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public string Of(CommandContext context) => string.Join(' ', context.Value(Argument) ?? []);
}
