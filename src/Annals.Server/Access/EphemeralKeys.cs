using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Access;

/// <summary>
/// Keeps the framework's data protection in memory. Only a sign-in at a provider that is under way needs it, for minutes; without this the framework would write key files
/// into the home folder of the account.
/// </summary>
internal static class EphemeralKeys
{
    public static void Use(IServiceCollection services)
    {
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = new InMemory());
    }

    private sealed class InMemory : IXmlRepository
    {
        private readonly Lock gate = new();
        private readonly List<XElement> elements = [];

        public IReadOnlyCollection<XElement> GetAllElements()
        {
            lock (gate)
            {
                return [.. elements];
            }
        }

        public void StoreElement(XElement element, string friendlyName)
        {
            lock (gate)
            {
                elements.Add(element);
            }
        }
    }
}
