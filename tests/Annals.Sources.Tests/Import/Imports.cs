using System.Text;
using Annals.Sources.Import;

namespace Annals.Sources.Tests.Import;

/// <summary>What an import gave, copied out of its batches.</summary>
public sealed class Imports
{
    public List<string> Records { get; } = [];

    public List<ImportPlace> Places { get; } = [];

    public List<ImportRefusal> Refusals { get; } = [];

    public Dictionary<string, long> Dropped { get; } = [];

    public static Imports Of(string text, ImportOptions? options = null, string label = "file") => Of(Encoding.UTF8.GetBytes(text), options, label);

    public static Imports Of(byte[] content, ImportOptions? options = null, string label = "file") => Of(new MemoryStream(content), options, label);

    public static Imports Of(Stream stream, ImportOptions? options = null, string label = "file")
    {
        var imports = new Imports();
        foreach (var batch in FileImporter.Read(stream, label, options ?? ImportOptions.Default, CancellationToken.None))
        {
            using (batch)
            {
                imports.Take(batch);
            }
        }

        return imports;
    }

    private void Take(ImportBatch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            Records.Add(Encoding.Latin1.GetString(batch.Record(i).Span));
            Places.Add(batch.Place(i));
        }

        Refusals.AddRange(batch.Refusals);
        foreach (var (name, count) in batch.DroppedWrapperMembers)
        {
            Dropped[name] = Dropped.GetValueOrDefault(name) + count;
        }
    }
}
