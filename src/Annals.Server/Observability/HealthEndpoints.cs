using System.Diagnostics.Metrics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Annals.Server.Api.Reading;
using Annals.Server.Api.Verification;
using Annals.Server.Errors;
using Annals.Server.Hosting;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Annals.Server.Observability;

/// <summary><c>/health/live</c>, <c>/health/ready</c>, <c>/metrics</c>, and what is sent by OTLP.</summary>
internal static class HealthEndpoints
{
    /// <summary>Load balancers often ask with HEAD.</summary>
    private static readonly string[] GetAndHead = ["GET", "HEAD"];

    public static void AddObservability(this IServiceCollection services)
    {
        services.AddSettings<TelemetryOptions, TelemetryOptionsValidator>(TelemetryOptions.Section);
        services.AddSingleton<DiskSpaceCheck>();
        services.AddSingleton<ICheck>(provider => provider.GetRequiredService<DiskSpaceCheck>());
        services.AddSingleton<ICheck, IndexLagCheck>();
        services.AddSingleton<ICheck, LogCheck>();
        services.AddSingleton<ServerMetrics>();
        services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter(ServerMetrics.Meter).AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddPrometheusExporter());

        // Instruments are found by name in the whole process: those of another server in it are that one's.
        services.ConfigureOpenTelemetryMeterProvider((provider, metrics) =>
        {
            var own = provider.GetRequiredService<IMeterFactory>();
            metrics.AddView(instrument => instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, own) ? null : MetricStreamConfiguration.Drop);
        });
        services.AddSingleton<IConfigureOptions<OpenTelemetry.Exporter.OtlpExporterOptions>, ConfigureOtlp>();
    }

    /// <summary>
    /// Sends by OTLP if an endpoint is set; read before the container is built, because exporters are added to it. Without one nobody would see the traces, so none are made: they cost
    /// a small append a twentieth of its time.
    /// </summary>
    public static void AddOtlp(this IServiceCollection services, string? endpoint)
    {
        if (!string.IsNullOrEmpty(endpoint))
        {
            services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddOtlpExporter());
            services.AddOpenTelemetry().WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(requests => requests.EnrichWithHttpRequest = (activity, _) => RemoveQuestions(activity))
                .AddOtlpExporter());
        }
    }

    public static void MapObservability(this WebApplication app)
    {
        app.Services.GetRequiredService<ServerMetrics>();
        app.MapMethods("/health/live", GetAndHead, () => TypedResults.Text("live\n")).AllowAnonymous().DisableRateLimiting().WithName("GetLiveness").WithTags("Health").ExcludeFromDescription();
        app.MapMethods("/health/ready", GetAndHead, ReadyAsync).AllowAnonymous().DisableRateLimiting().WithName("GetReadiness").WithTags("Health").ExcludeFromDescription();
        app.MapPrometheusScrapingEndpoint("/metrics").AllowAnonymous();
    }

    /// <summary>Which kinds of check fail is told to everybody, of which tenant only to this machine.</summary>
    private static async Task ReadyAsync(HttpContext context, IEnumerable<ICheck> checks, IHostApplicationLifetime lifetime)
    {
        var isLocal = IsLocal(context);
        var results = checks.Where(check => check.DecidesReadiness).Select(check => (check.Kind, Findings: check.Findings().ToList())).GroupBy(result => result.Kind).Select(group => (Kind: group.Key, Findings: group.SelectMany(result => result.Findings).ToList())).ToList();
        var isReady = results.TrueForAll(result => result.Findings.Count == 0) && !lifetime.ApplicationStopping.IsCancellationRequested;
        context.Response.StatusCode = isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        await JsonAnswer.WriteAsync(context, writer =>
        {
            writer.WriteBoolean("ready"u8, isReady);
            writer.WriteStartObject("checks"u8);
            foreach (var (kind, findings) in results)
            {
                writer.WriteString(kind, findings.Count == 0 ? "good" : "failing");
            }

            writer.WriteEndObject();
            if (isLocal)
            {
                writer.WriteStartArray("findings"u8);
                foreach (var finding in results.SelectMany(result => result.Findings))
                {
                    writer.WriteStringValue(finding.Message);
                }

                writer.WriteEndArray();
                WriteFigures(writer, context.RequestServices);
            }
        });
    }

    /// <summary>What the checks look at: free bytes of the disk, and of each tenant its index, its newest checkpoint and its last verification.</summary>
    private static void WriteFigures(Utf8JsonWriter writer, IServiceProvider services)
    {
        var verifications = services.GetRequiredService<VerificationResults>();
        writer.WriteStartObject("figures"u8);
        if (services.GetRequiredService<DiskSpaceCheck>().FreeBytes() is { } free)
        {
            writer.WriteNumber("diskFreeBytes"u8, free);
        }

        writer.WriteStartArray("tenants"u8);
        foreach (var served in services.GetRequiredService<TenantRegistry>().All)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, served.Tenant.Description.Name);
            writer.WriteNumber("size"u8, served.Tenant.DurableSize);
            writer.WriteNumber("indexLag"u8, served.Feeder.Lag);
            if (served.Tenant.CheckpointTime is { } published)
            {
                writer.WriteString("checkpoint"u8, published.UtcDateTime);
            }

            if (verifications.Of(served.Tenant.Description.Id) is { Ended: { } ended } last)
            {
                writer.WriteString("verified"u8, ended.UtcDateTime);
                writer.WriteBoolean("verifiedGood"u8, last.IsGood == true);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Keeps others from <c>/metrics</c>: the figures are of all tenants, so only this machine and the holder of the metrics token see them.</summary>
    public static Task GuardMetricsAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments("/metrics", StringComparison.OrdinalIgnoreCase))
        {
            return next(context);
        }

        var options = context.RequestServices.GetRequiredService<IOptions<TelemetryOptions>>().Value;
        var given = context.Request.Headers.Authorization.ToString();
        var isHolder = options.MetricsToken is { } token && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes("Bearer " + token));
        return isHolder || IsLocal(context) ? next(context) : throw RequestException.NotFound("There is no such page here.");
    }

    /// <summary>Whether the request comes from this machine itself, not through a proxy on it.</summary>
    private static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("X-Original-For") && !context.Request.Headers.ContainsKey("Forwarded");

    /// <summary>What was asked for stays out of traces: a query may name a person.</summary>
    private static void RemoveQuestions(System.Diagnostics.Activity activity)
    {
        activity.SetTag("url.query", null);
        activity.SetTag("url.path", null);
    }

    private sealed class ConfigureOtlp(IOptions<TelemetryOptions> options) : IConfigureNamedOptions<OpenTelemetry.Exporter.OtlpExporterOptions>
    {
        public void Configure(OpenTelemetry.Exporter.OtlpExporterOptions otlp) => Configure(null, otlp);

        public void Configure(string? name, OpenTelemetry.Exporter.OtlpExporterOptions otlp)
        {
            if (options.Value.OtlpEndpoint is { } endpoint)
            {
                otlp.Endpoint = endpoint;
            }
        }
    }
}
