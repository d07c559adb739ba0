using System.Text.Json;

namespace Annals.Archive;

/// <summary>Receipts of changes of clients and users.</summary>
internal static class AccessReceipts
{
    /// <summary>The receipt of one change; it has the change's identity.</summary>
    public static Receipt Changed(AccessChange change) => new(ReceiptType.AccessChanged, change.By, change.TargetName)
    {
        Id = change.Id,
        Done = change.Time,
        Details = writer =>
        {
            writer.WriteString("change"u8, change.Change);
            writer.WriteString("id"u8, change.TargetId);
            WriteList(writer, "scopes", change.Scopes);
            WriteList(writer, "sources", change.Sources);
            WriteList(writer, "roles", change.Roles);
            if (change.Disabled is { } disabled)
            {
                writer.WriteBoolean("disabled"u8, disabled);
            }
        },
    };

    private static void WriteList(Utf8JsonWriter writer, string name, IReadOnlyList<string>? values)
    {
        if (values is null)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
