using Annals.Archive;
using Annals.Server.Access;
using Annals.Server.Errors;
using Annals.Server.Observability;
using Annals.Server.Storage;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Annals.Server.Hosting;

/// <summary>Puts the server together.</summary>
public static class AnnalsServer
{
    /// <summary>A server that is ready to be run; nothing is opened yet but the server's own database and key.</summary>
    /// <param name="start">Data folder and settings.</param>
    /// <param name="time">The clock.</param>
    /// <param name="adjust">Changes the host before it is built, for tests; null for none.</param>
    /// <exception cref="ServerSettingsException">Some setting is wrong; the message names every one.</exception>
    public static WebApplication Build(ServerStart start, TimeProvider time, Action<WebApplicationBuilder>? adjust = null)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(time);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        Settings.Load(builder.Configuration, start);
        builder.Logging.ClearProviders();
        LogLevels.Set(builder.Logging);
        AddServices(builder.Services, start.Data, time);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddOtlp(builder.Configuration[$"{TelemetryOptions.Section}:{nameof(TelemetryOptions.OtlpEndpoint)}"]);
        adjust?.Invoke(builder);
        var app = BuildChecked(builder);
        try
        {
            Settings.Check(app.Services);
            app.Services.GetRequiredService<ServerKey>();
            Configure(app);
            return app;
        }
        catch
        {
            ((IDisposable)app).Dispose();
            throw;
        }
    }

    /// <summary>Building reads some settings already and ends at the first that is wrong; then all are checked, to name every one.</summary>
    private static WebApplication BuildChecked(WebApplicationBuilder builder)
    {
        try
        {
            return builder.Build();
        }
        catch (Exception e) when (e is OptionsValidationException or InvalidOperationException)
        {
            using var services = builder.Services.BuildServiceProvider();
            Settings.Check(services);
            throw;
        }
    }

    private static void AddServices(IServiceCollection services, DataFolder data, TimeProvider time)
    {
        services.AddSingleton(time);
        services.AddSingleton(data);
        services.AddSettings<ServerOptions, ServerOptionsValidator>(ServerOptions.Section);
        services.AddSettings<LimitOptions, LimitOptionsValidator>(LimitOptions.Section);
        services.AddSingleton<IValidateOptions<ServerOptions>, ProxiesValidator>();
        services.AddSingleton<IConfigureOptions<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>, ConfigureKestrel>();
        services.AddOptions<HostOptions>().Configure<IOptions<ServerOptions>>((host, server) => host.ShutdownTimeout = server.Value.DrainTime);
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<ErrorWriter>();

        // What clients of such interfaces send; others are refused by name rather than unpacked.
        services.AddRequestDecompression(options => options.DecompressionProviders.Remove("br"));
        SafeCompression.Add(services);
        services.AddSingleton<ServerFolder>();
        services.AddSingleton<ServerDatabase>();
        services.AddSingleton(provider => ServerKey.Open(provider.GetRequiredService<ServerFolder>()));
        services.AddSingleton<Loops>();
        services.AddSingleton<TenantRegistry>();
        services.AddHostedService(provider => provider.GetRequiredService<TenantRegistry>());
        services.AddAccess();
        services.AddRequestLimits();
        Features.Add(services);
    }

    private static void Configure(WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<ServerOptions>>().Value;
        app.Urls.Clear();
        foreach (var url in options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            app.Urls.Add(url);
        }

        app.Use(Correlation.InvokeAsync);
        app.Use(SecureTransport.InvokeAsync);
        app.UseMiddleware<ErrorMiddleware>();
        app.Use(PatientBody.InvokeAsync);
        app.UseResponseCompression();
        app.UseProxies(options);
        app.Use(RefuseForeignHostsAsync);
        app.Use(HealthEndpoints.GuardMetricsAsync);
        app.UseRouting();
        app.UseSignIn();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.Use(SessionGuard.InvokeAsync);
        app.UseAuthorization();
        app.UseRequestDecompression();
        app.Use(RefuseOtherPackingAsync);
        Features.Map(app);
    }

    private static Task RefuseForeignHostsAsync(HttpContext context, RequestDelegate next) =>
        context.RequestServices.GetRequiredService<PublicAddress>().IsAllowed(context.Request)
            ? next(context)
            : throw new RequestException(new ServerError(400, "unknown-host", "The server does not answer to this host name", "Use one of its names, or add the name to Server:AllowedHosts."));

    /// <summary>A body that was not unpacked would be read as what it is not.</summary>
    private static Task RefuseOtherPackingAsync(HttpContext context, RequestDelegate next) =>
        context.Request.Headers.ContentEncoding.ToString() is "" or "identity"
            ? next(context)
            : throw new RequestException(ServerError.OfStatus(415) with { Detail = "Bodies may be packed with gzip or deflate (Content-Encoding), or not at all." });
}
