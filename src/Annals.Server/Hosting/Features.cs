using Annals.Server.Alarms;
using Annals.Server.Api;
using Annals.Server.Api.Appending;
using Annals.Server.Api.Exports;
using Annals.Server.Api.Proofs;
using Annals.Server.Api.Reading;
using Annals.Server.Api.SavedSearches;
using Annals.Server.Api.Tailing;
using Annals.Server.Api.Tenants;
using Annals.Server.Api.Verification;
using Annals.Server.Collectors;
using Annals.Server.GenesysCloud;
using Annals.Server.LogResources;
using Annals.Server.Microsoft365;
using Annals.Server.Observability;
using Annals.Server.OpenApi;
using Annals.Server.Pages;
using Annals.Server.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Hosting;

/// <summary>The list of everything the server offers: one line for the services and one for the endpoints of each feature.</summary>
internal static class Features
{
    public static void Add(IServiceCollection services)
    {
        services.AddOpenApiDocument();
        services.AddTokens();
        services.AddAppending();
        services.AddReading();
        services.AddMicrosoft365();
        services.AddExports();
        services.AddSavedSearches();
        services.AddVerifications();
        services.AddLogResources();
        services.AddObservability();
        services.AddAlarms();
        services.AddGenesysCloud();
        services.AddCollectors();
    }

    public static void Map(WebApplication web)
    {
        var app = web.Described();
        app.MapOpenApiDocument();
        app.MapTokens();
        app.MapMicrosoft365();
        app.MapMe();
        app.MapAppend();
        app.MapSessions();
        app.MapClients();
        app.MapClientCertificates();
        app.MapUsers();
        app.MapSearch();
        app.MapRecords();
        app.MapValues();
        app.MapNeighbours();
        app.MapTail();
        app.MapProofs();
        app.MapTenant();
        app.MapExports();
        app.MapSavedSearches();
        app.MapVerifications();
        app.MapLogResources();
        web.MapPages();
        web.MapObservability();
        app.MapGenesysCloud();
        app.MapCollectors();
        app.MapReceivers();
    }
}
