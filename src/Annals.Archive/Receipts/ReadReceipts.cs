using System.Text.Json;

namespace Annals.Archive;

/// <summary>Receipts of reading. What was asked lies in the receipt's payload, so it can be erased.</summary>
internal static class ReadReceipts
{
    /// <summary>Most positions that a receipt lists; further ones are counted only.</summary>
    private const int PositionsMax = 100;

    /// <summary>Records were shown one by one.</summary>
    public static Receipt Shown(Actor actor, string asked, IReadOnlyCollection<long> positions) => Of(ReceiptType.Show, actor, asked, positions);

    /// <summary>Records were proven.</summary>
    public static Receipt Proven(Actor actor, string asked, IReadOnlyCollection<long> positions) => Of(ReceiptType.Prove, actor, asked, positions);

    /// <summary>Records were searched or counted.</summary>
    /// <param name="actor">Who asked.</param>
    /// <param name="operation">search, count, histogram or facets.</param>
    /// <param name="query">The query in canonical form.</param>
    /// <param name="size">Log size that was searched.</param>
    public static Receipt Searched(Actor actor, string operation, string query, long size) => new(ReceiptType.Search, actor, query)
    {
        Details = writer =>
        {
            writer.WriteString("operation"u8, operation);
            writer.WriteNumber("size"u8, size);
        },
    };

    /// <summary>A read that went on for some time has ended.</summary>
    /// <param name="ticket">What was read.</param>
    /// <param name="count">Records that were given.</param>
    /// <param name="to">Position behind the last one that was looked at.</param>
    public static Receipt Ended(ReadTicket ticket, long count, long to) => new(ReceiptType.Search, ticket.Actor, ticket.Query?.ToString())
    {
        Details = writer =>
        {
            writer.WriteString("operation"u8, ticket.Operation);
            writer.WriteString("state"u8, "done"u8);
            writer.WriteNumber("begun"u8, ticket.Position);
            writer.WriteNumber("count"u8, count);
            writer.WriteNumber("size"u8, to);
        },
    };

    /// <summary>Records were exported.</summary>
    /// <param name="actor">Who exported.</param>
    /// <param name="query">The query in canonical form.</param>
    /// <param name="size">Log size that was exported from.</param>
    /// <param name="manifestSha256">SHA-256 of the manifest, hexadecimal; null at the start of an export.</param>
    /// <param name="count">Records written; null at the start of an export.</param>
    public static Receipt Exported(Actor actor, string query, long size, string? manifestSha256, long? count) => new(ReceiptType.Export, actor, query)
    {
        Details = writer =>
        {
            writer.WriteString("state"u8, manifestSha256 is null ? "started"u8 : "done"u8);
            writer.WriteNumber("size"u8, size);
            if (count is { } written)
            {
                writer.WriteNumber("count"u8, written);
            }

            if (manifestSha256 is not null)
            {
                writer.WriteString("manifestSha256"u8, manifestSha256);
            }
        },
    };

    /// <summary>A vendor's interface was asked.</summary>
    /// <param name="actor">Who asked.</param>
    /// <param name="operation">Name of the operation.</param>
    /// <param name="target">What was asked for.</param>
    /// <param name="details">Writes further members; null writes none.</param>
    public static Receipt Listed(Actor actor, string operation, string target, Action<Utf8JsonWriter>? details) => new(ReceiptType.List, actor, target)
    {
        Details = writer =>
        {
            writer.WriteString("operation"u8, operation);
            details?.Invoke(writer);
        },
    };

    private static Receipt Of(string type, Actor actor, string asked, IReadOnlyCollection<long> positions) => new(type, actor, asked)
    {
        Details = writer =>
        {
            writer.WriteNumber("count"u8, positions.Count);
            writer.WriteStartArray("positions"u8);
            foreach (var position in positions.Take(PositionsMax))
            {
                writer.WriteNumberValue(position);
            }

            writer.WriteEndArray();
        },
    };
}
