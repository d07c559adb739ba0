using System.Text;
using Annals.Cli.Shell;
using Annals.Server.Accounts;

namespace Annals.Cli.Commands.Users;

/// <summary>How a password comes in: never as an argument, which other processes can see.</summary>
internal static class PasswordInput
{
    /// <summary>The first line of standard input, without its end.</summary>
    public static string FromStandardInput(CancellationToken cancellationToken)
    {
        if (StandardInput.IsClosed)
        {
            throw CommandException.Usage("Standard input is closed, so there is no password to read.");
        }

        using var input = StandardInput.Open(cancellationToken);
        return FirstLine(input);
    }

    /// <summary>Asks twice on the terminal; what is typed is not shown.</summary>
    public static string Ask(AppConsole console)
    {
        if (Console.IsInputRedirected || !console.IsErrorTerminal)
        {
            throw CommandException.Usage("There is no terminal to ask for the password. Use --password-stdin, or --link.");
        }

        var first = Read(console, "Password: ");
        return first == Read(console, "Once more: ") ? first : throw CommandException.Usage("The two passwords differ; nothing was added.");
    }

    /// <summary>The first line of a stream, of UTF-8.</summary>
    internal static string FirstLine(Stream input)
    {
        // A byte more than the longest password can have shows that there is too much.
        var bytes = new byte[(UserRules.PasswordLengthMax * 4) + 2];
        var length = 0;
        while (length < bytes.Length && bytes.AsSpan(0, length).IndexOf((byte)'\n') < 0 && input.Read(bytes, length, bytes.Length - length) is > 0 and var read)
        {
            length += read;
        }

        var end = bytes.AsSpan(0, length).IndexOf((byte)'\n');
        return Encoding.UTF8.GetString(bytes, 0, end < 0 ? length : end).TrimEnd('\r');
    }

    private static string Read(AppConsole console, string prompt)
    {
        console.Error.Write(prompt);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar) && typed.Length <= UserRules.PasswordLengthMax)
            {
                typed.Append(key.KeyChar);
            }
        }

        console.Error.WriteLine();
        return typed.ToString();
    }
}
