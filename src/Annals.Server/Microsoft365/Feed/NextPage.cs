using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Annals.Archive;
using Annals.Records.Microsoft365;
using Annals.Server.Access;
using Annals.Server.Storage;

namespace Annals.Server.Microsoft365.Feed;

/// <summary>Where the next page of a listing begins, and what the listing is.</summary>
/// <param name="Kind">Which listing.</param>
/// <param name="Type">Its content type.</param>
/// <param name="Window">Its window.</param>
/// <param name="Horizon">The receipt that its pages share.</param>
/// <param name="After">The place behind which the page begins.</param>
internal sealed record NextPage(ListingKind Kind, ContentType Type, ContentWindow Window, ContentHorizon Horizon, long After);

/// <summary>The listings that have pages.</summary>
internal enum ListingKind : byte
{
    /// <summary>Content items.</summary>
    Content = 1,

    /// <summary>Notifications.</summary>
    Notifications = 2,
}

/// <summary>
/// Makes and checks the text of <c>nextPage</c>. It is signed, so that it cannot be forged, good for one client, and for a day only: a listing that could be read again for ever
/// would be a read without a receipt.
/// </summary>
internal sealed class NextPageSigner(ServerKey key, TimeProvider time)
{
    private const int BodyLength = 2 + (5 * sizeof(long));
    private const int SignatureLength = 16;
    private const int IdsLength = 32;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private readonly byte[] signing = key.For("microsoft365/next-page");

    /// <summary>The text for a client.</summary>
    public string Sign(NextPage page, Caller caller)
    {
        var bytes = new byte[BodyLength + SignatureLength];
        bytes[0] = (byte)page.Kind;
        bytes[1] = (byte)page.Type;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(2), page.Window.Start.UtcTicks);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(10), page.Window.End.UtcTicks);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(18), page.Horizon.Position);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(26), page.Horizon.RecordedMicros);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(34), page.After);
        Signature(bytes.AsSpan(0, BodyLength), caller).CopyTo(bytes.AsSpan(BodyLength));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads a text; null when it is none of ours, of another client, or too old.</summary>
    public NextPage? Read(string text, Caller caller)
    {
        var bytes = new byte[BodyLength + SignatureLength];
        if (text.Length != Base64Url.GetEncodedLength(bytes.Length)
            || !Base64Url.IsValid(text)
            || !Base64Url.TryDecodeFromChars(text, bytes, out var length)
            || length != bytes.Length
            || !CryptographicOperations.FixedTimeEquals(Signature(bytes.AsSpan(0, BodyLength), caller), bytes.AsSpan(BodyLength)))
        {
            return null;
        }

        var recorded = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(26));
        if (DateTimeOffset.UnixEpoch.AddTicks(recorded * TimeSpan.TicksPerMicrosecond) + Lifetime < time.GetUtcNow())
        {
            return null;
        }

        return new NextPage(
            (ListingKind)bytes[0],
            (ContentType)bytes[1],
            new ContentWindow(Time(bytes, 2), Time(bytes, 10)),
            new ContentHorizon(BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(18)), recorded),
            BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(34)));
    }

    private static DateTimeOffset Time(byte[] bytes, int offset) => new(BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(offset)), TimeSpan.Zero);

    private byte[] Signature(ReadOnlySpan<byte> body, Caller caller)
    {
        Span<byte> message = stackalloc byte[BodyLength + IdsLength];
        body.CopyTo(message);
        caller.Tenant.TryWriteBytes(message[BodyLength..]);
        SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(caller.Id)).AsSpan(0, 16).CopyTo(message[(BodyLength + 16)..]);
        return HMACSHA256.HashData(signing, message)[..SignatureLength];
    }
}
