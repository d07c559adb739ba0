using System.Text.Json;
using Annals.Archive;
using Annals.Records.Events;

namespace Annals.Cli.Output;

/// <summary>The event view of one record for people and programs.</summary>
internal static class EventView
{
    /// <summary>The event view; null when the record was erased or is a receipt of no known form.</summary>
    public static AuditEvent? Of(ShownRecord record) =>
        record.IsErased ? null : AuditEvent.Read(record.Payload.Span, record.SourceName);

    /// <summary>Name of an outcome as queries write it.</summary>
    public static string Name(Outcome outcome) => outcome switch
    {
        Outcome.Success => "success",
        Outcome.Failure => "failure",
        Outcome.Partial => "partial",
        Outcome.Warning => "warning",
        _ => "unknown",
    };

    /// <summary>How the record relates to others of its id; empty for most.</summary>
    public static string Standing(ShownRecord record) => record switch
    {
        { IsErased: true } => "erased",
        { IsHiddenVariant: true } => $"hidden variant of #{record.Entry.First}",
        { IsVariant: true } => $"variant of #{record.Entry.First}",
        _ => "",
    };

    /// <summary>Writes an object with the event view and, if wanted, the record itself.</summary>
    public static void WriteJson(Utf8JsonWriter writer, ShownRecord record, bool withRecord)
    {
        writer.WriteStartObject();
        writer.WriteNumber("position", record.Position);
        writer.WriteString("recorded", TimeText.Iso(record.Recorded));
        if (record.IsVariant || record.IsHiddenVariant)
        {
            writer.WriteString("variant", record.IsHiddenVariant ? "hidden" : "shown");
            writer.WriteNumber("first", record.Entry.First ?? record.Position);
        }

        if (record.IsErased)
        {
            writer.WriteBoolean("erased", true);
        }

        if (Of(record) is { } view)
        {
            WriteMembers(writer, view);
        }

        if (withRecord && !record.IsErased)
        {
            writer.WritePropertyName("record");
            writer.WriteRawValue(record.Payload.Span, skipInputValidation: true);
        }

        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, AuditEvent view)
    {
        writer.WriteOptional("occurred", view.Occurred is { } occurred ? TimeText.Iso(occurred) : null);
        writer.WriteString("source", view.Source);
        writer.WriteOptional("id", view.Id);
        writer.WriteOptional("action", view.Action);
        writer.WriteOptional("service", view.Service);
        writer.WriteOptional("kind", view.Kind);
        writer.WriteOptional("actor", view.Actor.Name);
        writer.WriteOptional("actorId", view.Actor.Id);
        writer.WriteOptional("actorType", view.Actor.Type);
        writer.WriteOptional("target", view.Target.Name);
        writer.WriteOptional("targetId", view.Target.Id);
        writer.WriteString("outcome", Name(view.Outcome));
        writer.WriteOptional("application", view.Application);
        writer.WriteOptional("session", view.Session);
        writer.WriteOptional("correlation", view.Correlation);
        writer.WriteStartArray("ip");
        foreach (var address in view.IpAddresses)
        {
            writer.WriteStringValue(address);
        }

        writer.WriteEndArray();
    }
}
