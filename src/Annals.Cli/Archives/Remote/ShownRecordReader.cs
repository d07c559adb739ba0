using System.Text.Json;
using Annals.Archive;
using Annals.Log;
using Annals.Records.Events;

namespace Annals.Cli.Archives.Remote;

/// <summary>Reads what <see cref="RecordJson"/> writes: where the record stands, and the record itself as its own bytes.</summary>
internal static class ShownRecordReader
{
    /// <summary>Records may be nested as deeply as they like; reading them takes no stack.</summary>
    public static JsonReaderOptions Options { get; } = new() { MaxDepth = int.MaxValue };

    /// <summary>Reads one object.</summary>
    /// <exception cref="JsonException">The bytes are none.</exception>
    public static ShownRecord Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return ReadMembers(json);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            throw new JsonException("The object is no record.", e);
        }
    }

    private static ShownRecord ReadMembers(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Options);
        var (position, recorded, first) = (-1L, default(DateTimeOffset), (long?)null);
        var flags = EntryFlags.None;
        var isErased = false;
        string? source = null;
        byte[] payload = [];
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "position":
                    position = reader.GetInt64();
                    break;
                case "recorded":
                    recorded = reader.GetDateTimeOffset();
                    break;
                case "variant":
                    flags = reader.ValueTextEquals("hidden"u8) ? EntryFlags.HiddenVariant : EntryFlags.Variant;
                    break;
                case "first":
                    first = reader.GetInt64();
                    break;
                case "erased":
                    isErased = reader.GetBoolean();
                    break;
                case "source":
                    source = reader.GetString();
                    break;
                case "record":
                    var start = (int)reader.TokenStartIndex;
                    reader.Skip();
                    payload = json[start..(int)reader.BytesConsumed].ToArray();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (position < 0)
        {
            throw new JsonException("The object is no record: it has no position.");
        }

        var entry = new Entry
        {
            Kind = source == SourceNames.Annals ? EntryKind.System : EntryKind.Record,
            Flags = flags,
            RecordedMicros = (recorded - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond,
            First = first,
        };
        return new ShownRecord(position, entry, payload, isErased, source);
    }
}
