using System.Text;
using Annals.Archive;

/// <summary>Many callers that append without end, some records more than once.</summary>
internal static class Appending
{
    private const int Callers = 24;

    /// <summary>Appends until the process is killed.</summary>
    /// <param name="folder">The tenant.</param>
    /// <param name="series">Part of the names of all records.</param>
    /// <param name="say">Receives each acknowledgement.</param>
    public static async Task RunAsync(TenantFolder folder, string series, Action<FormattableString> say)
    {
        await using var served = await ServedTenant.OpenAsync(folder, new TenantOptions(), new ServingOptions(), TimeProvider.System, CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => AppendAsync(served.Intake, caller, series, say))));
    }

    private static async Task AppendAsync(LiveIntake intake, int caller, string series, Action<FormattableString> say)
    {
        var origin = new AppendOrigin(new Actor($"client {caller % 4}") { Id = $"c-{caller % 4}", Type = "client" });
        for (var call = 0; ; call++)
        {
            // Two callers send each name.
            var names = Enumerable.Range(0, 1 + ((call + caller) % 40)).Select(i => $"{series}-{caller / 2}-{call}-{i}").ToArray();
            var batch = new AppendBatch();
            foreach (var name in names)
            {
                batch.Add(Encoding.UTF8.GetBytes($$"""{"id":"{{name}}","time":"2026-03-01T10:00:00Z","action":"open","target":"thing {{name}}"}"""));
            }

            var results = await intake.AppendAsync(batch, origin, CancellationToken.None);
            for (var i = 0; i < names.Length; i++)
            {
                say($"stored {names[i]} {results[i].Position}");
            }
        }
    }
}
