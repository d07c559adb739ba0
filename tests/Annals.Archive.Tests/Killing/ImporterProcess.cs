using System.Diagnostics;
using System.Globalization;
using Annals.Testing;

namespace Annals.Archive.Tests.Killing;

/// <summary>The importer as a process of its own.</summary>
internal sealed class ImporterProcess : IDisposable
{
    public static readonly string ProgramPath = Path.Combine(Repository.Root, "artifacts/bin/Annals.Archive.Tests.Importer/release/Annals.Archive.Tests.Importer");

    private readonly Process process;
    private readonly Task<string> errors;

    private ImporterProcess(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
    }

    public int Id => process.Id;

    public static ImporterProcess Start(DataFolder data, params string[] files)
    {
        var start = new ProcessStartInfo(ProgramPath, [data.Path, .. files]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        return new ImporterProcess(Process.Start(start) ?? throw new InvalidOperationException($"\"{ProgramPath}\" could not be started."));
    }

    /// <summary>The next line that it says.</summary>
    public async Task<string?> NextAsync() => await process.StandardOutput.ReadLineAsync();

    /// <summary>Lets it run so long, then kills it with SIGKILL; gives everything that it said.</summary>
    public async Task<ImporterReport> RunAsync(TimeSpan patience)
    {
        var said = ReadAsync();
        using var stop = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        return new ImporterReport(await said, await errors, process.ExitCode);
    }

    /// <summary>Ends its standard input and waits until it is gone.</summary>
    public async Task EndAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private async Task<List<string>> ReadAsync()
    {
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }
}

/// <summary>What the importer said before it ended or was killed.</summary>
internal sealed record ImporterReport(List<string> Lines, string Errors, int ExitCode)
{
    /// <summary>Log size when it had opened the tenant; null if it did not come so far.</summary>
    public long? Opened => Numbers("opened ").Select(numbers => (long?)numbers[0]).FirstOrDefault();

    /// <summary>The largest size that it called durable, or 0.</summary>
    public long Durable => Numbers("durable ").Select(numbers => numbers[0]).DefaultIfEmpty().Max();

    /// <summary>Read, stored, duplicate, variant, refused, size; null if it was killed before.</summary>
    public long[]? Done => Numbers("done ").FirstOrDefault();

    private IEnumerable<long[]> Numbers(string word) =>
        Lines.Where(line => line.StartsWith(word, StringComparison.Ordinal))
            .Select(line => line[word.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray());
}
