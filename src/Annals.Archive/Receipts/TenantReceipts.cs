using System.Text;
using System.Text.Json;
using Annals.Log;

namespace Annals.Archive;

/// <summary>The receipt at position 0, which holds the exact bytes of tenant.json.</summary>
internal static class TenantReceipts
{
    /// <summary>The receipt of a creation.</summary>
    public static Receipt Created(byte[] description, DateTimeOffset now) => new(ReceiptType.TenantCreated, Actor.Process)
    {
        Details = writer =>
        {
            writer.WriteString("description"u8, Encoding.UTF8.GetString(description));
            writer.WriteString("created"u8, now.UtcDateTime);
        },
    };

    /// <summary>The bytes of tenant.json as a receipt holds them.</summary>
    /// <returns>Null when the record holds none.</returns>
    public static byte[]? DescriptionIn(StoredRecord record)
    {
        if (record.Entry.Kind != EntryKind.System || record.IsErased)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(record.Payload);
            return document.RootElement.TryGetProperty("details"u8, out var details) && details.TryGetProperty("description"u8, out var text) && text.GetString() is { } description
                ? Encoding.UTF8.GetBytes(description)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
