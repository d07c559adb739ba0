namespace Annals.Sources.Import;

/// <summary>One call of the importer: unpacks level by level and hands the texts to their readers.</summary>
#pragma warning disable CA1001 // the root only counts: the stream below it belongs to the caller and stays open
internal sealed class ImportSession
#pragma warning restore CA1001
{
    private readonly CountingStream root;
    private readonly ExpansionGuard guard;
    private readonly ImportOptions options;
    private readonly CancellationToken cancellationToken;

    public ImportSession(Stream stream, ImportOptions options, CancellationToken cancellationToken)
    {
        root = new CountingStream(stream);
        guard = new ExpansionGuard(options, root);
        this.options = options;
        this.cancellationToken = cancellationToken;
    }

    public IEnumerable<ImportBatch> Read(string label) => ReadPacked(new SourceStream(root, leaveOpen: true), label, depth: 0);

    /// <summary>Reads anything. Calls itself for the contents of archives, at most <see cref="ExpansionGuard.DepthMax"/> levels deep.</summary>
    private IEnumerable<ImportBatch> ReadPacked(SourceStream source, string label, int depth)
    {
        using var owned = source;
        var startsAtZero = depth == 0 && root.CanSeek && root.Position == 0;
        var kind = ContentSniffer.Packing(source.Peek(ContentSniffer.Length), out var reason);
        if (kind is ContentKind.Gzip or ContentKind.Zip && depth == ExpansionGuard.DepthMax)
        {
            kind = ContentKind.Unsupported;
            reason = $"Archives within archives are read to a depth of {ExpansionGuard.DepthMax}; unpack this one first.";
        }

        var batches = kind switch
        {
            ContentKind.Empty => source.Fault is { } fault ? [Refusal(label, fault)] : [],
            ContentKind.Unsupported => [Refusal(label, reason!)],
            ContentKind.Gzip => ReadPacked(Unzip(source, depth + 1), label, depth + 1),
            ContentKind.Zip => ReadZip(source, label, depth + 1, startsAtZero),
            _ => ReadText(source, kind, label),
        };
        foreach (var batch in batches)
        {
            yield return batch;
        }
    }

    private SourceStream Unzip(SourceStream source, int depth) =>
        new(new GuardedStream(new GzipReader(source), guard, depth), leaveOpen: false);

    private IEnumerable<ImportBatch> ReadZip(SourceStream source, string label, int depth, bool direct)
    {
        string? reason = null;
        using var copy = direct ? null : Spool(source, out reason);
        if (direct)
        {
            guard.RootLength = root.Length;
        }

        using var archive = reason is null ? ZipDirectory.TryOpen((Stream?)copy ?? root, out reason) : null;
        if (archive is null)
        {
            yield return Refusal(label, reason!);
            yield break;
        }

        foreach (var entry in archive.Entries)
        {
            if (entry.FullName.EndsWith('/') && entry.Length == 0)
            {
                continue;
            }

            var name = $"{label}!{entry.FullName}";
            if (guard.IsExceeded)
            {
                yield return Refusal(name, "This entry and those after it were not read.");
                yield break;
            }

            cancellationToken.ThrowIfCancellationRequested();
            var content = ZipDirectory.TryOpenEntry(entry, out reason);
            if (content is null)
            {
                yield return Refusal(name, reason!);
                continue;
            }

            foreach (var batch in ReadPacked(new SourceStream(new GuardedStream(content, guard, depth), leaveOpen: false), name, depth))
            {
                yield return batch;
            }
        }
    }

    /// <summary>Copies an archive that can only be read forward; a zip archive has its directory at its end.</summary>
    private FileStream Spool(SourceStream source, out string? reason)
    {
        var path = Path.Combine(options.TemporaryFolder ?? Path.GetTempPath(), $"annals-import-{Path.GetRandomFileName()}");
        var creation = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose };
        if (!OperatingSystem.IsWindows())
        {
            creation.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(path, creation);
        try
        {
            var buffer = new byte[128 * 1024];
            while (source.Read(buffer) is > 0 and var read)
            {
                cancellationToken.ThrowIfCancellationRequested();
                file.Write(buffer, 0, read);
            }
        }
        catch
        {
            file.Dispose();
            throw;
        }

        reason = source.Fault;
        return file;
    }

    private IEnumerable<ImportBatch> ReadText(SourceStream source, ContentKind kind, string label)
    {
        var text = source;
        if (kind is ContentKind.Utf16LittleEndian or ContentKind.Utf16BigEndian)
        {
            source.Skip(2);
            text = new SourceStream(new Utf16Stream(source, kind == ContentKind.Utf16BigEndian), leaveOpen: true);
        }

        var head = source == text ? source.Peeked : text.Peek(ContentSniffer.Length);
        if (head.StartsWith("\uFEFF"u8))
        {
            text.Skip(3);
            head = head[3..];
        }

        kind = ContentSniffer.Text(head, out var separator, out var reason);
        if (kind == ContentKind.Unsupported)
        {
            return [Refusal(label, reason!)];
        }

        return ReadRecords(text, source, label, kind, separator);
    }

    private IEnumerable<ImportBatch> ReadRecords(SourceStream text, SourceStream source, string label, ContentKind kind, byte separator)
    {
        using var window = new RecordWindow(text, label, options, () => root.BytesRead, cancellationToken)
        {
            Format = kind == ContentKind.Csv ? ImportFormat.Csv : ImportFormat.Json,
            Fault = () => text.Fault ?? source.Fault,
        };
        IRecordReader reader = kind == ContentKind.Csv ? new CsvReader(window, separator) : new JsonReader(window);
        bool more;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            more = reader.Read();
            if (!more)
            {
                window.RefuseFault();
            }

            if (window.HasBatch)
            {
                yield return window.TakeBatch();
            }
        }
        while (more);
    }

    private ImportBatch Refusal(string label, string reason) => new(label, ImportFormat.Unknown, null, [], 0)
    {
        Refusals = [new ImportRefusal(new ImportPlace(label, 0), reason)],
        BytesRead = root.BytesRead,
    };
}
