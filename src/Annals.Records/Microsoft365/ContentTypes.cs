namespace Annals.Records.Microsoft365;

/// <summary>Names of content types on the wire.</summary>
public static class ContentTypes
{
    private static readonly string[] Names = ["Audit.General", "Audit.AzureActiveDirectory", "Audit.Exchange", "Audit.SharePoint", "DLP.All"];

    /// <summary>All of them, in the order of their numbers.</summary>
    public static IReadOnlyList<ContentType> All { get; } = Enum.GetValues<ContentType>();

    /// <summary>The name, such as <c>Audit.General</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such content type.</exception>
    public static string NameOf(ContentType type) =>
        (uint)type < (uint)Names.Length ? Names[(int)type] : throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such content type.");

    /// <summary>Reads a name in any case: clients write <c>Audit.Sharepoint</c>, and the vendor takes it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="type">The content type, when true is returned.</param>
    public static bool TryParse(string? name, out ContentType type)
    {
        var index = Array.FindIndex(Names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        type = (ContentType)Math.Max(index, 0);
        return index >= 0;
    }
}
