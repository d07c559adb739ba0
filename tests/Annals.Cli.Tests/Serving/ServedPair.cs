using System.Text;
using System.Text.Json;
using Annals.Testing;

namespace Annals.Cli.Tests.Serving;

/// <summary>
/// Two copies of the same archive: one only in its folder, one held by a running server. Each command is run on both, so that both hold the same receipts.
/// </summary>
public sealed class ServedPair : IAsyncLifetime
{
    private readonly TestFolder folder = new();
    private RunningServer? server;

    /// <summary>Id of two records with different values.</summary>
    public const string VariantId = "00000000-0000-4000-8000-000000000003";

    /// <summary>Credentials of a client that may do everything with records, as options.</summary>
    internal string[] Credentials { get; private set; } = [];

    internal RunningServer Server => server!;

    internal string Local => folder.File("local");

    internal string Served => folder.File("served");

    public string File(string name) => folder.File(name);

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent with the program kill.");
        await System.IO.File.WriteAllTextAsync(File("records.json"), Records(), new UTF8Encoding(false));
        await OnAsync(Local, "import", File("records.json"));
        var added = await OnAsync(Local, "client", "add", "cli", "--scope", "records.append", "--scope", "records.read", "--scope", "receipts.read", "--scope", "records.export", "--scope", "log.read", "--source", "microsoft365", "--source", "payroll", "--source", "import", "--json");
        using var client = JsonDocument.Parse(added.Output);
        await System.IO.File.WriteAllTextAsync(File("secret"), client.RootElement.GetProperty("secret").GetString() + "\n");
        Credentials = ["--client-id", client.RootElement.GetProperty("id").GetString()!, "--client-secret-file", File("secret")];
        Copy(Local, Served);
        server = await RunningServer.StartAsync(Served);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        folder.Dispose();
    }

    /// <summary>Runs a command on the archive in its folder.</summary>
    internal Task<RunResult> LocalAsync(params string[] arguments) => OnAsync(Local, arguments);

    /// <summary>Runs a command on the folder whose tenant the server holds.</summary>
    internal Task<RunResult> BesideAsync(params string[] arguments) => OnAsync(Served, arguments);

    /// <summary>Runs a command against the server's address, as a client.</summary>
    internal Task<RunResult> RemoteAsync(params string[] arguments) => RunResult.OfAsync(100, ["--server", Server.Url.ToString(), .. Credentials, .. arguments]);

    /// <summary>What the server answers to a request of the client.</summary>
    internal async Task<string> ServedRequestAsync(string path)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Server.Url };
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", Credentials[1]), new("client_secret", (await System.IO.File.ReadAllTextAsync(File("secret"))).Trim())]);
        using var answer = await http.PostAsync(new Uri("oauth/token", UriKind.Relative), form);
        using var token = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        http.DefaultRequestHeaders.Authorization = new("Bearer", token.RootElement.GetProperty("access_token").GetString());
        return await http.GetStringAsync(new Uri(path, UriKind.Relative));
    }

    private static Task<RunResult> OnAsync(string data, params string[] arguments) => RunResult.OfAsync(100, ["--data", data, .. arguments]);

    /// <summary>Records of each kind that prints in a way of its own: variants, an application's, one over several lines, one without a time.</summary>
    private static string Records()
    {
        var records = Enumerable.Range(0, ExampleArchive.Count).Select(ExampleArchive.Record).ToList();
        records.Add(ExampleArchive.Record(3).Replace("user3@example.com", "other@example.com", StringComparison.Ordinal));
        records.Add("{\n  \"id\": \"app-1\",\r\n  \"time\": \"2026-03-05T10:00:00.123456Z\",\n  \"source\": \"webshop\",\n  \"action\": \"order \\u0041\"\n}");
        records.Add("{\"what\":\"no shape\",\"depth\":" + new string('[', 200) + new string(']', 200) + "}");
        return "[" + string.Join(",\n", records) + "]";
    }

    private static void Copy(string from, string to)
    {
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            System.IO.File.Copy(path, target);
        }
    }
}
