using System.Net;
using System.Net.Sockets;
using System.Text;
using Annals.Server.Alarms;

namespace Annals.Server.Tests.Alarms;

public sealed class AlarmOutletTests
{
    private static readonly Alarm Sample = new("disk-space", "", false, "1 MiB is free.", new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Syslog_by_udp_is_one_datagram()
    {
        using var receiver = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)receiver.Client.LocalEndPoint!).Port;

        await new SyslogOutlet(new Uri($"udp://127.0.0.1:{port}")).SendAsync(Sample, CancellationToken.None);

        var received = await receiver.ReceiveAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.EndsWith("1 MiB is free.", Encoding.UTF8.GetString(received.Buffer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Syslog_by_tcp_is_framed_by_its_length()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var accepting = listener.AcceptTcpClientAsync();

        await new SyslogOutlet(new Uri($"tcp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}")).SendAsync(Sample, CancellationToken.None);

        using var client = await accepting.WaitAsync(TimeSpan.FromSeconds(30));
        using var reader = new StreamReader(client.GetStream());
        var text = await reader.ReadToEndAsync();
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.GetByteCount(text[(space + 1)..]), int.Parse(text[..space], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_mail_names_the_alarm_in_its_subject()
    {
        using var server = new SmtpDouble();

        await new MailOutlet(new AlarmOptions { MailServer = new Uri($"smtp://127.0.0.1:{server.Port}"), MailFrom = "annals@example.com", MailTo = ["ops@example.com"] }).SendAsync(Sample, CancellationToken.None);

        var mail = await server.Mail.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Contains("Subject: Annals: disk-space", mail, StringComparison.Ordinal);
        Assert.Contains("1 MiB is free.", mail, StringComparison.Ordinal);
    }

    /// <summary>Takes one mail, as strictly as RFC 5321 needs.</summary>
    private sealed class SmtpDouble : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);

        public SmtpDouble()
        {
            listener.Start();
            Port = ((IPEndPoint)listener.LocalEndpoint).Port;
            Mail = Task.Run(ServeAsync);
        }

        public int Port { get; }

        public Task<string> Mail { get; }

        public void Dispose() => listener.Stop();

        private async Task<string> ServeAsync()
        {
            using var client = await listener.AcceptTcpClientAsync();
            using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII);
            await using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 double");
            var mail = new StringBuilder();
            while (await reader.ReadLineAsync() is { } line)
            {
                switch (line.Split(' ')[0].ToUpperInvariant())
                {
                    case "EHLO" or "HELO" or "MAIL" or "RCPT":
                        await writer.WriteLineAsync("250 fine");
                        break;
                    case "DATA":
                        await writer.WriteLineAsync("354 go on");
                        while (await reader.ReadLineAsync() is { } data && data != ".")
                        {
                            mail.AppendLine(data);
                        }

                        await writer.WriteLineAsync("250 taken");
                        return mail.ToString();
                    default:
                        await writer.WriteLineAsync("500 unknown");
                        break;
                }
            }

            return mail.ToString();
        }
    }
}
