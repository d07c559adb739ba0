using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Annals.Emulation;

/// <summary>Tokens of Microsoft's login host: for the resource of the emulated cloud only (F15).</summary>
internal sealed class TokenFaults(EmulatorState state)
{
    private const string DefaultScope = "/.default";
    private const string Application = "c5393580-f805-4401-95e8-94b7a6ef2fc2";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var sovereign = state.Faults.Take("cloud", state.Now);
        if (context.Request.HasFormContentType)
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            var resource = form["resource"].ToString() is { Length: > 0 } named ? named : WithoutDefault(form["scope"].ToString());
            var own = $"{context.Request.Scheme}://{context.Request.Host.ToUriComponent()}";
            if (resource.Length > 0 && !IsOfCloud(resource.TrimEnd('/'), sovereign is null ? own : null))
            {
                await RefuseAsync(context, resource);
                return;
            }
        }

        await next(context);
    }

    /// <summary>Root of the API of a cloud, which tokens are for.</summary>
    internal static string ResourceOf(string cloud) => cloud switch
    {
        "gcc" => "https://manage-gcc.office.com",
        "gcc-high" => "https://manage.office365.us",
        "dod" => "https://manage.protection.apps.mil",
        _ => "https://manage.office.com",
    };

    private static string WithoutDefault(string scope) => scope.EndsWith(DefaultScope, StringComparison.OrdinalIgnoreCase) ? scope[..^DefaultScope.Length] : scope;

    private bool IsOfCloud(string resource, string? own) =>
        resource.Equals(ResourceOf(state.Plan.Cloud), StringComparison.OrdinalIgnoreCase) || resource.Equals(Application, StringComparison.OrdinalIgnoreCase) || resource.Equals(own, StringComparison.OrdinalIgnoreCase);

    private Task RefuseAsync(HttpContext context, string resource)
    {
        var timestamp = state.Now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return FeedAnswers.WriteAsync(context, StatusCodes.Status400BadRequest, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("error", "invalid_resource");
            writer.WriteString("error_description", $"AADSTS500011: The resource principal named {resource} was not found in the tenant. Check that it is the resource of this cloud.\r\nTimestamp: {timestamp}");
            writer.WriteStartArray("error_codes");
            writer.WriteNumberValue(500011);
            writer.WriteEndArray();
            writer.WriteString("timestamp", timestamp);
            writer.WriteEndObject();
        });
    }
}
