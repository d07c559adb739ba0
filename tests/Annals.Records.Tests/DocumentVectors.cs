using Annals.Testing;

namespace Annals.Records.Tests;

/// <summary>The test vectors in the pages of docs/formats: lines <c>LEFT => RIGHT</c> in blocks marked "vectors".</summary>
internal static class DocumentVectors
{
    public static TheoryData<string, string> Of(string page)
    {
        var vectors = new TheoryData<string, string>();
        var inside = false;
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "docs", "formats", page)))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inside = line == "```vectors";
            }
            else if (inside)
            {
                var arrow = line.IndexOf(" => ", StringComparison.Ordinal);
                vectors.Add(line[..arrow], line[(arrow + 4)..]);
            }
        }

        return vectors;
    }
}
