using System.Globalization;
using System.Text;
using System.Text.Json;
using Annals.Archive;
using Annals.Cli.Shell;

namespace Annals.Cli.Archives.Remote;

/// <summary>
/// Reads <c>/v1/tail</c>, server-sent events. Every connection begins behind the last record that was received, so that none is missed and none comes twice, however often it breaks.
/// </summary>
internal sealed class RemoteTail(ServerConnection server, string path, Action<ShownRecord> found, TimeProvider time)
{
    /// <summary>The server lets nothing pass without a sign for longer than 15 s: then the connection is dead, though nobody said so.</summary>
    private static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan PauseFirst = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(30);

    private long last;

    /// <summary>Follows until cancelled.</summary>
    /// <param name="after">Position to begin behind.</param>
    /// <param name="cancellationToken">Ends the following.</param>
    /// <exception cref="CommandException">The server refuses, or the right to read is gone.</exception>
    public async Task RunAsync(long after, CancellationToken cancellationToken)
    {
        last = after;
        var isConnected = false;
        var pause = PauseFirst;
        while (true)
        {
            try
            {
                using var answer = await server.SendAsync(Request, cancellationToken);
                if (!isConnected || (int)answer.StatusCode < 500)
                {
                    await server.RefuseErrorAsync(answer, cancellationToken);
                    (isConnected, pause) = (true, PauseFirst);
                    await ReadAsync(answer, cancellationToken);
                }
            }
            catch (Exception e) when (isConnected && e is ServerUnreachableException or TimeoutException)
            {
                // The server was restarted, or something between here and there; only a first connection that fails is worth ending for.
            }

            await Task.Delay(pause, time, cancellationToken);
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, PauseMax.Ticks));
        }
    }

    private HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Last-Event-ID", last.ToString(CultureInfo.InvariantCulture));
        return request;
    }

    private async Task ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        using var lines = new StreamReader(body, Encoding.UTF8);
        string? type = null;
        var (id, data) = ((long?)null, (string?)null);
        while (await ReadLineAsync(lines, cancellationToken) is { } line)
        {
            switch (line)
            {
                case "":
                    Take(type, id, data);
                    (type, id, data) = (null, null, null);
                    break;
                case ['i', 'd', ':', .. var rest]:
                    id = long.Parse(rest, NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
                    break;
                case ['d', 'a', 't', 'a', ':', .. var rest]:
                    data = rest.TrimStart(' ');
                    break;
                case ['e', 'v', 'e', 'n', 't', ':', .. var rest]:
                    type = rest.Trim();
                    break;
            }
        }
    }

    private async Task<string?> ReadLineAsync(StreamReader lines, CancellationToken cancellationToken)
    {
        try
        {
            return await lines.ReadLineAsync(cancellationToken).AsTask().WaitAsync(SilenceMax, time, cancellationToken);
        }
        catch (IOException e)
        {
            throw new ServerUnreachableException(server.Url, e);
        }
    }

    private void Take(string? type, long? id, string? data)
    {
        if (type == "end")
        {
            throw CommandException.Trouble("The server ended the tail: these credentials may no longer read here.");
        }

        if (id is not { } position || data is null)
        {
            return;
        }

        ShownRecord record;
        try
        {
            record = ShownRecordReader.Read(Encoding.UTF8.GetBytes(data));
        }
        catch (JsonException)
        {
            throw server.Unreadable();
        }

        found(record);
        last = position;
    }
}
