using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using Annals.Log;
using Annals.Records.Json;

namespace Annals.Archive;

/// <summary>
/// The pseudonymous names of records in the log, all keyed with <c>id.key</c> (docs/formats/record-identity.md): a raw id could be
/// looked up and would outlive an erasure. Thread-safe.
/// </summary>
/// <param name="key">The key of the record ids.</param>
internal sealed class RecordIdentity(KeyedHash key)
{
    private const byte IdTag = 0x00;
    private const byte ValueTag = 0x01;
    private const byte NamelessTag = 0x02;

    private readonly ConcurrentDictionary<string, SourceIdentity> sources = new(StringComparer.Ordinal);

    /// <summary>The key all identities are made with.</summary>
    public KeyedHash Key => key;

    /// <summary>Id of a source: the first 16 bytes of the SHA-256 of its name.</summary>
    public Digest16 SourceId(string source) => Of(source).Id;

    /// <inheritdoc cref="SourceId"/>
    public static Digest16 SourceIdOf(string source) => SourceIdOf(Encoding.UTF8.GetBytes(source));

    /// <summary>Id of a record.</summary>
    /// <param name="source">Name of its source.</param>
    /// <param name="id">The id as UTF-16 units; empty when the record has none that is usable, then its canonical value takes the place of the id.</param>
    /// <param name="record">The record's bytes.</param>
    public Digest16 RecordId(string source, ReadOnlySpan<char> id, ReadOnlySpan<byte> record) =>
        id.IsEmpty ? NamelessId(source, record) : key.Compute(Of(source).IdPrefix, LittleEndian(id));

    /// <summary>Id of a record with this id; null when the source has no such form of id.</summary>
    public Digest16 RecordId(string source, ReadOnlySpan<char> id) => key.Compute(Of(source).IdPrefix, LittleEndian(id));

    /// <summary>Name of a value of a record: tells the variants of one id apart.</summary>
    public Digest16 ValueId(string source, ReadOnlySpan<char> id, ReadOnlySpan<byte> record)
    {
        var canonical = new ArrayBufferWriter<byte>(record.Length);
        CanonicalJson.Write(record, canonical);
        Span<byte> idLength = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(idLength, id.Length);
        using var digest = key.Begin();
        digest.Append(Of(source).ValuePrefix);
        digest.Append(idLength);
        digest.Append(LittleEndian(id));
        digest.Append(canonical.WrittenSpan);
        return digest.Finish();
    }

    private Digest16 NamelessId(string source, ReadOnlySpan<byte> record)
    {
        var canonical = new ArrayBufferWriter<byte>(record.Length);
        CanonicalJson.Write(record, canonical);
        return key.Compute(Of(source).NamelessPrefix, canonical.WrittenSpan);
    }

    private static Digest16 SourceIdOf(ReadOnlySpan<byte> name)
    {
        Span<byte> hash = stackalloc byte[TreeHash.Length];
        Sha256.Hash(name).Write(hash);
        return Digest16.Read(hash);
    }

    private SourceIdentity Of(string source) => sources.GetOrAdd(source, static name => new SourceIdentity(name));

    private static ReadOnlySpan<byte> LittleEndian(ReadOnlySpan<char> id)
    {
        if (BitConverter.IsLittleEndian)
        {
            return MemoryMarshal.AsBytes(id);
        }

        var bytes = new byte[id.Length * sizeof(char)];
        for (var i = 0; i < id.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * sizeof(char)), id[i]);
        }

        return bytes;
    }

    private sealed class SourceIdentity
    {
        public SourceIdentity(string name)
        {
            var bytes = Encoding.UTF8.GetBytes(name);
            Id = SourceIdOf(bytes);
            IdPrefix = [.. bytes, IdTag];
            ValuePrefix = [.. bytes, ValueTag];
            NamelessPrefix = [.. bytes, NamelessTag];
        }

        public Digest16 Id { get; }

        public byte[] IdPrefix { get; }

        public byte[] ValuePrefix { get; }

        public byte[] NamelessPrefix { get; }
    }
}
