using System.Globalization;
using System.Text.Json;
using Annals.Records.Events;

namespace Annals.Archive;

/// <summary>Writes a record as the command line and the server give it: where it stands, its event view, and the record itself as its own bytes.</summary>
public static class RecordJson
{
    /// <summary>Writes one object.</summary>
    /// <param name="writer">Receives it; what is before and behind is the caller's.</param>
    /// <param name="record">The record.</param>
    /// <param name="withRecord">Whether the member <c>record</c> holds the stored bytes.</param>
    /// <param name="withChanges">Whether the member <c>changes</c> lists what the record says was changed.</param>
    public static void Write(Utf8JsonWriter writer, ShownRecord record, bool withRecord, bool withChanges = false)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(record);
        writer.WriteStartObject();
        writer.WriteNumber("position"u8, record.Position);
        writer.WriteString("recorded"u8, TimeOf(record.Recorded));
        if (record.IsVariant || record.IsHiddenVariant)
        {
            writer.WriteString("variant"u8, record.IsHiddenVariant ? "hidden"u8 : "shown"u8);
            writer.WriteNumber("first"u8, record.Entry.First ?? record.Position);
        }

        if (record.IsErased)
        {
            writer.WriteBoolean("erased"u8, true);
        }
        else
        {
            WriteView(writer, AuditEvent.Read(record.Payload.Span, record.SourceName), withChanges);
            if (withRecord)
            {
                writer.WritePropertyName("record"u8);
                writer.WriteRawValue(record.Payload.Span, skipInputValidation: true);
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>Name of an outcome as queries write it.</summary>
    public static string NameOf(Outcome outcome) => outcome switch
    {
        Outcome.Success => "success",
        Outcome.Failure => "failure",
        Outcome.Partial => "partial",
        Outcome.Warning => "warning",
        _ => "unknown",
    };

    /// <summary>ISO 8601 in UTC with as many digits of the second as needed and a Z.</summary>
    public static string TimeOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    private static void WriteView(Utf8JsonWriter writer, AuditEvent view, bool withChanges)
    {
        WriteOptional(writer, "occurred"u8, view.Occurred is { } occurred ? TimeOf(occurred) : null);
        writer.WriteString("source"u8, view.Source);
        WriteOptional(writer, "id"u8, view.Id);
        WriteOptional(writer, "action"u8, view.Action);
        WriteOptional(writer, "service"u8, view.Service);
        WriteOptional(writer, "kind"u8, view.Kind);
        WriteOptional(writer, "actor"u8, view.Actor.Name);
        WriteOptional(writer, "actorId"u8, view.Actor.Id);
        WriteOptional(writer, "actorType"u8, view.Actor.Type);
        WriteOptional(writer, "target"u8, view.Target.Name);
        WriteOptional(writer, "targetId"u8, view.Target.Id);
        writer.WriteString("outcome"u8, NameOf(view.Outcome));
        WriteOptional(writer, "application"u8, view.Application);
        WriteOptional(writer, "session"u8, view.Session);
        WriteOptional(writer, "correlation"u8, view.Correlation);
        WriteList(writer, "ip"u8, view.IpAddresses);
        if (!withChanges)
        {
            return;
        }

        writer.WriteStartArray("changes"u8);
        foreach (var change in view.Changes)
        {
            writer.WriteStartObject();
            writer.WriteString("property"u8, change.Property);
            WriteList(writer, "old"u8, change.Old);
            WriteList(writer, "new"u8, change.New);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteList(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
