using System.Text;
using System.Text.Json;
using Annals.Testing;

namespace Annals.Log.Tests;

/// <summary>The reference vectors beside this file, made with the Go reference implementation.</summary>
internal static class VectorFile
{
    public static JsonElement All { get; } = Read("vectors.json");

    public static JsonElement Probes { get; } = Read("rfc6962-probes.json");

    public static JsonElement Get(this JsonElement element, string name) => element.GetProperty(name);

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static byte[] Utf8(this JsonElement element, string name) => Encoding.UTF8.GetBytes(element.Text(name));

    public static long Number(this JsonElement element, string name) => element.GetProperty(name).GetInt64();

    public static TreeHash Hash(this JsonElement element, string name) => TreeHash.ParseHex(element.Text(name));

    public static TreeHash[] Hashes(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(x => TreeHash.ParseHex(x.GetString()!))];

    private static JsonElement Read(string name)
    {
        var path = Path.Combine(Repository.Root, "tests", "Annals.Log.Tests", "Vectors", name);
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }
}
