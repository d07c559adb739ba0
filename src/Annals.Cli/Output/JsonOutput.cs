using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Annals.Cli.Shell;

namespace Annals.Cli.Output;

/// <summary>Results as JSON: one object and a line feed. Member names do not change without a major version.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints one object whose members the action writes. That its reader has gone does not end the command.</summary>
    public static void WriteObject(AppConsole console, Action<Utf8JsonWriter> members)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, Options))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        json.Write("\n"u8);
        AppConsole.PrintWhileRead(() =>
        {
            console.Out.Flush();
            console.OutStream.Write(json.WrittenSpan);
        });
    }

    /// <summary>A writer on standard output; end with <see cref="Complete"/>, whatever happens with <see cref="Close"/>. Flush it now and then when much is written.</summary>
    public static Utf8JsonWriter Begin(AppConsole console)
    {
        console.Out.Flush();
        return new Utf8JsonWriter(console.OutStream, Options);
    }

    /// <summary>Ends the line. That its reader has gone does not end the command.</summary>
    public static void Complete(AppConsole console, Utf8JsonWriter writer) => AppConsole.PrintWhileRead(() =>
    {
        writer.Flush();
        console.OutStream.Write("\n"u8);
    });

    /// <summary>Disposes the writer. What it still holds is written if anybody reads it: trouble that ended the command must not be hidden by a reader who has gone.</summary>
    public static void Close(Utf8JsonWriter writer) => AppConsole.PrintWhileRead(writer.Dispose);

    /// <summary>Writes a member, or nothing when it has no value.</summary>
    public static void WriteOptional(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
