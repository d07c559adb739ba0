using Annals.Server.Hosting;

namespace Annals.Server.Tests.Hosting;

public sealed class OwnAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5391/", "http://127.0.0.1:5391")]
    [InlineData("http://127.0.0.1:5391/", "http://[::]:5391")]
    [InlineData("http://127.0.0.1:5391/", "http://0.0.0.0:5391")]
    [InlineData("http://127.0.0.1:5391/", "http://*:5391")]
    [InlineData("http://localhost:5391/", "http://192.0.2.1:80", "http://localhost:5391")]
    [InlineData("http://127.0.0.1/", "https://127.0.0.1:443", "http://+:80")]
    [InlineData("https://127.0.0.1:8443/", "https://[::]:8443", "http://192.0.2.1:80")]
    [InlineData("http://192.0.2.1/", "http://192.0.2.1:80")]
    [InlineData(null, "http://unix:/run/annals.sock")]
    [InlineData(null)]
    public void Programs_on_the_machine_find_the_nearest_address(string? expected, params string[] addresses) =>
        Assert.Equal(expected, OwnAddress.Of(addresses)?.ToString());
}
