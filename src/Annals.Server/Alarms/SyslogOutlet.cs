using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Annals.Server.Alarms;

/// <summary>Sends alarms to a syslog receiver: one datagram each by UDP (RFC 5426), or framed by their length by TCP (RFC 6587, "octet counting").</summary>
internal sealed class SyslogOutlet(Uri url) : IAlarmOutlet
{
    /// <summary>Facility local0 (16); severity 2 critical when trouble begins, 5 notice when it is over (RFC 5424, section 6.2.1).</summary>
    private const int Critical = (16 * 8) + 2;
    private const int Notice = (16 * 8) + 5;

    public string Name => "syslog";

    /// <summary>The message as RFC 5424, section 6, has it.</summary>
    public static byte[] Format(Alarm alarm, string host, int process)
    {
        var tenant = alarm.Tenant.Length == 0 ? "-" : alarm.Tenant;
        var time = alarm.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"<{(alarm.IsOver ? Notice : Critical)}>1 {time} {host} annals {process} {alarm.Kind} - \uFEFF[{tenant}] {alarm.Message.ReplaceLineEndings(" ")}"));
    }

    public async Task SendAsync(Alarm alarm, CancellationToken cancellationToken)
    {
        var message = Format(alarm, Environment.MachineName, Environment.ProcessId);
        if (url.Scheme == "udp")
        {
            using var udp = new UdpClient();
            await udp.SendAsync(message, url.Host, url.Port, cancellationToken);
            return;
        }

        using var tcp = new TcpClient();
        await tcp.ConnectAsync(url.Host, url.Port, cancellationToken);
        await using var stream = tcp.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{message.Length} ")), cancellationToken);
        await stream.WriteAsync(message, cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }
}
