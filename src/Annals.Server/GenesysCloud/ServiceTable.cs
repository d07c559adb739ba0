namespace Annals.Server.GenesysCloud;

/// <summary>
/// Which entity types and actions belong to which service of the platform, as far as it is known: <c>genesys-service-mapping.tsv</c> says where from. It serves clients that read the mapping
/// before anything is stored; names that are missing in it are in the answer as soon as a record holds them.
/// </summary>
internal static class ServiceTable
{
    private const string Resource = "genesys-service-mapping.tsv";

    /// <summary>Every combination of the table.</summary>
    public static IReadOnlyList<ServiceName> Known { get; } = Read();

    private static List<ServiceName> Read()
    {
        using var stream = typeof(ServiceTable).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"The resource {Resource} is not part of the assembly.");
        using var reader = new StreamReader(stream);
        var names = new List<ServiceName>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                var cells = line.Split('\t');
                names.AddRange(cells[2].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(action => new ServiceName(cells[0], cells[1], action)));
            }
        }

        return names;
    }
}
