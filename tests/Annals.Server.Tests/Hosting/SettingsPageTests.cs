using System.Reflection;
using Annals.Server.Hosting;
using Annals.Testing;

namespace Annals.Server.Tests.Hosting;

public sealed class SettingsPageTests
{
    [Fact]
    public void Every_setting_is_on_the_page_of_settings()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs/operations/settings.md"));

        var missing = typeof(AnnalsServer).Assembly.GetTypes()
            .Select(type => (Type: type, Section: type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string))
            .Where(options => options.Section is not null)
            .SelectMany(options => options.Type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).Select(property => $"`{options.Section}:{property.Name}`"))
            .Where(key => !page.Contains(key, StringComparison.Ordinal));

        Assert.Empty(missing);
    }
}
