using System.Text.Encodings.Web;
using System.Text.Json;
using Annals.Archive;
using Annals.Index;
using Microsoft.AspNetCore.Http;

namespace Annals.Server.Api.Reading;

/// <summary>Answers that hold records: written as they are read, so that memory does not grow with the page.</summary>
internal static class JsonAnswer
{
    private const int FlushBytes = 64 << 10;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes one object whose members the action writes.</summary>
    public static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> members)
    {
        await WriteValueAsync(context, writer =>
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        });
    }

    /// <summary>Writes whatever the action writes.</summary>
    public static async Task WriteValueAsync(HttpContext context, Action<Utf8JsonWriter> value)
    {
        Begin(context);
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter, Options);
        value(writer);
        await writer.FlushAsync(context.RequestAborted);
    }

    /// <summary>Writes an object with an array of records in it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="before">Writes the members before the records.</param>
    /// <param name="records">The records; read while they are sent.</param>
    /// <param name="write">Writes one of them.</param>
    public static Task WriteRecordsAsync(HttpContext context, Action<Utf8JsonWriter> before, IEnumerable<ShownRecord> records, Action<Utf8JsonWriter, ShownRecord> write) =>
        WriteArrayAsync(context, before, "records", records, write);

    /// <summary>Writes an object that ends with an array, which is sent while it is made.</summary>
    /// <param name="context">The request.</param>
    /// <param name="before">Writes the members before the array.</param>
    /// <param name="name">Name of the array.</param>
    /// <param name="items">What is in it.</param>
    /// <param name="write">Writes one of them.</param>
    public static async Task WriteArrayAsync<T>(HttpContext context, Action<Utf8JsonWriter> before, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        Begin(context);
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter, Options);
        writer.WriteStartObject();
        before(writer);
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            write(writer, item);
            if (context.Response.BodyWriter.UnflushedBytes + writer.BytesPending > FlushBytes)
            {
                writer.Flush();
                await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        await writer.FlushAsync(context.RequestAborted);
    }

    /// <summary>What part of the log an answer covers.</summary>
    public static void WriteScope(Utf8JsonWriter writer, SearchScope scope)
    {
        writer.WriteNumber("size"u8, scope.Size);
        writer.WriteNumber("indexed"u8, scope.IndexedSize);
        writer.WriteBoolean("partial"u8, !scope.IsComplete);
    }

    private static void Begin(HttpContext context)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
    }
}
