using System.Globalization;
using System.Text;
using Annals.Testing;

namespace Annals.Cli.Tests;

/// <summary>An archive of invented records, made by the program itself. Shared by the tests of a class, which only read it.</summary>
public sealed class ExampleArchive : IAsyncLifetime
{
    public const int Count = 40;
    private readonly TestFolder _folder = new();

    public string Path => _folder.Path;

    public string File(string name) => _folder.File(name);

    /// <summary>A record of Microsoft 365; the odd ones failed.</summary>
    public static string Record(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"CreationTime":"2026-03-{{1 + (number / 4):00}}T08:{{number:00}}:00","Id":"00000000-0000-4000-8000-0000000000{{number:00}}","Operation":"FileDeleted","OrganizationId":"11111111-1111-4111-8111-111111111111","RecordType":6,"ResultStatus":"{{(number % 2 == 0 ? "Succeeded" : "Failed")}}","UserKey":"k{{number}}","UserType":0,"Workload":"SharePoint","ClientIP":"192.0.2.{{number}}","ObjectId":"https://example.com/files/İstanbul {{number}}.docx","UserId":"user{{number % 5}}@example.com"}""");

    public async ValueTask InitializeAsync()
    {
        await System.IO.File.WriteAllLinesAsync(File("records.ndjson"), Enumerable.Range(0, Count).Select(Record), new UTF8Encoding(false));
        await RunAsync("import", File("records.ndjson"));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Runs a command on this archive inside this process.</summary>
    internal Task<RunResult> RunAsync(params string[] arguments) => RunAtAsync(80, arguments);

    internal Task<RunResult> RunAtAsync(int width, params string[] arguments) => RunResult.OfAsync(width, ["--data", File("data"), .. arguments]);
}
