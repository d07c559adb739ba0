using System.Globalization;
using Annals.Server.GenesysCloud;

namespace Annals.Server.Tests.GenesysCloud;

public sealed class AuditIntervalTests
{
    [Theory]
    [InlineData("2026-01-01T00:00:00Z/2026-01-02T00:00:00Z", "2026-01-01T00:00:00.0000000", "2026-01-02T00:00:00.0000000")]
    [InlineData("2026-01-01T00:00:00.123Z/2026-01-02T00:00:00.5Z", "2026-01-01T00:00:00.1230000", "2026-01-02T00:00:00.5000000")]
    [InlineData("2026-01-01T00:00:00/2026-01-02T00:00:00.000", "2026-01-01T00:00:00.0000000", "2026-01-02T00:00:00.0000000")]
    [InlineData("2026-01-01T02:00:00+02:00/2026-01-02T00:00Z", "2026-01-01T00:00:00.0000000", "2026-01-02T00:00:00.0000000")]
    [InlineData("2026-01-01/2026-01-02", "2026-01-01T00:00:00.0000000", "2026-01-02T00:00:00.0000000")]
    [InlineData("2026-01-01T00:00:00.123456789Z/2026-01-01T00:00:00.9999999999Z", "2026-01-01T00:00:00.1234567", "2026-01-01T00:00:00.9999999")]
    public void Every_form_that_clients_send_is_read_and_no_zone_is_UTC(string text, string start, string end)
    {
        Assert.True(AuditInterval.TryParse(text, out var interval));
        Assert.Equal((start, end, text), (Text(interval.Start), Text(interval.End), interval.Text));
        Assert.Equal(TimeSpan.Zero, interval.Start.Offset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("2026-01-01T00:00:00Z")]
    [InlineData("2026-01-01T00:00:00Z/P1D")]
    [InlineData("2026-13-01T00:00:00Z/2026-01-02T00:00:00Z")]
    [InlineData("2026-01-01T00:00:00Z/2026-01-02T25:00:00Z")]
    [InlineData("2026-01-01T00:00:00Z/2026-01-02T00:00:00Z/2026-01-03T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+10:00/2026-01-02T00:00:00Z")]
    [InlineData("01/02/2026")]
    [InlineData("2026-01-01T00:00:00.0000000000000000000000000000000000000000000000000000000000000000000000000000000Z/2026-01-02")]
    public void Anything_else_is_no_interval(string text) => Assert.False(AuditInterval.TryParse(text, out _));

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture);
}
