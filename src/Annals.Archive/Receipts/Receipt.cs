using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Annals.Log;
using Annals.Records.Events;

namespace Annals.Archive;

/// <summary>
/// An entry by which the archive records its own doings in the same log (docs/formats/receipts.md). It is a record of
/// source <c>annals</c>: a JSON object whose first member, <c>annals</c>, names its type.
/// </summary>
/// <param name="Type">What was done; one of <see cref="ReceiptType"/>.</param>
/// <param name="Actor">Who asked for it: the account the program runs under, or a client or user.</param>
/// <param name="Target">What it was done to, or null.</param>
internal sealed record Receipt(string Type, Actor Actor, string? Target = null)
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Identity of the receipt; random unless the deed has one already.</summary>
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>When the deed was done, UTC; null when that is the time at which the receipt is written.</summary>
    public DateTimeOffset? Done { get; init; }

    /// <summary>Writes the members of <c>details</c>; null leaves them out.</summary>
    public Action<Utf8JsonWriter>? Details { get; init; }

    /// <summary>The receipt as an entry of a log.</summary>
    /// <param name="identity">Makes its keyed id.</param>
    /// <param name="now">The time now, UTC.</param>
    public NewEntry ToEntry(RecordIdentity identity, DateTimeOffset now)
    {
        var done = Done ?? now;
        var record = ToRecord(done);
        return new NewEntry
        {
            Kind = EntryKind.System,
            EventTimeMicros = EventTime.RoundDown(done.ToUnixTimeMilliseconds() * 1000),
            SourceId = identity.SourceId(SourceNames.Annals),
            RecordId = identity.RecordId(SourceNames.Annals, Id.ToString()),
            Payload = record,
        };
    }

    /// <summary>The receipt as a record.</summary>
    /// <param name="now">Time of the deed, UTC.</param>
    public byte[] ToRecord(DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            writer.WriteStartObject();
            writer.WriteString("annals"u8, Type);
            writer.WriteString("id"u8, Id);
            writer.WriteString("time"u8, now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
            writer.WriteStartObject("actor"u8);
            writer.WriteString("name"u8, Actor.Name);
            if (Actor.Id is not null)
            {
                writer.WriteString("id"u8, Actor.Id);
            }

            if (Actor.Type is not null)
            {
                writer.WriteString("type"u8, Actor.Type);
            }

            writer.WriteEndObject();
            writer.WriteString("action"u8, Type);
            if (Target is not null)
            {
                writer.WriteStartObject("target"u8);
                writer.WriteString("name"u8, Target);
                writer.WriteEndObject();
            }

            writer.WriteString("outcome"u8, "success"u8);
            if (Details is not null)
            {
                writer.WriteStartObject("details"u8);
                Details(writer);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}

/// <summary>Types of receipts, as the member <c>annals</c> names them.</summary>
internal static class ReceiptType
{
    /// <summary>Position 0: the tenant was created; <c>details.description</c> holds the exact text of tenant.json.</summary>
    public const string TenantCreated = "tenant.created";

    /// <summary>Records begin to arrive from one file, client or connection; new records name this receipt's position.</summary>
    public const string IntakeOpened = "intake.opened";

    /// <summary>An intake ended; <c>details.opened</c> is the position of its opening receipt.</summary>
    public const string IntakeClosed = "intake.closed";

    /// <summary>A collector listed a window of a stream, or a page of it; <c>details.contents</c> are the blobs that were new.</summary>
    public const string CollectionListed = "collection.listed";

    /// <summary>A collector could not fetch a blob, or not read it whole, and will try again.</summary>
    public const string CollectionFailed = "collection.failed";

    /// <summary>A collector knows of something that is missing.</summary>
    public const string GapOpened = "gap.opened";

    /// <summary>What was missing was found elsewhere.</summary>
    public const string GapClosed = "gap.closed";

    /// <summary>Records were searched or counted.</summary>
    public const string Search = "records.searched";

    /// <summary>A vendor's interface was asked for a listing, a query or a blob.</summary>
    public const string List = "records.listed";

    /// <summary>Single records were shown.</summary>
    public const string Show = "records.shown";

    /// <summary>Records were proven.</summary>
    public const string Prove = "records.proven";

    /// <summary>Records were exported; <c>details.manifestSha256</c> is the digest of the manifest.</summary>
    public const string Export = "records.exported";

    /// <summary>A client or user was added, changed or removed.</summary>
    public const string AccessChanged = "access.changed";

    /// <summary>A start cut what a crash had left behind the last complete group.</summary>
    public const string LogRecovered = "log.recovered";
}
