using Annals.Server.Api;
using Annals.Server.Api.Appending;
using Annals.Server.Api.Reading;
using Annals.Server.GenesysCloud;
using Annals.Server.LogResources;
using Annals.Server.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Hosting;

/// <summary>The list of everything the server offers: one line for the services and one for the endpoints of each feature.</summary>
internal static class Features
{
    public static void Add(IServiceCollection services)
    {
        services.AddTokens();
        services.AddReading();
        services.AddLogResources();
        services.AddGenesysCloud();
    }

    public static void Map(WebApplication app)
    {
        app.MapTokens();
        app.MapMe();
        app.MapAppend();
        app.MapSearch();
        app.MapRecords();
        app.MapValues();
        app.MapNeighbours();
        app.MapLogResources();
        app.MapGenesysCloud();
    }
}
