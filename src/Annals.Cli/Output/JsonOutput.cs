using System.Text.Encodings.Web;
using System.Text.Json;
using Annals.Cli.Shell;

namespace Annals.Cli.Output;

/// <summary>Results as JSON: one object and a line feed. Member names do not change without a major version.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints one object whose members the action writes.</summary>
    public static void WriteObject(AppConsole console, Action<Utf8JsonWriter> members)
    {
        using var writer = Begin(console);
        writer.WriteStartObject();
        members(writer);
        writer.WriteEndObject();
        Complete(console, writer);
    }

    /// <summary>A writer on standard output; end with <see cref="Complete"/>. Flush it now and then when much is written.</summary>
    public static Utf8JsonWriter Begin(AppConsole console)
    {
        console.Out.Flush();
        return new Utf8JsonWriter(console.OutStream, Options);
    }

    /// <summary>Ends the line.</summary>
    public static void Complete(AppConsole console, Utf8JsonWriter writer)
    {
        writer.Flush();
        console.OutStream.Write("\n"u8);
    }

    /// <summary>Writes a member, or nothing when it has no value.</summary>
    public static void WriteOptional(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
