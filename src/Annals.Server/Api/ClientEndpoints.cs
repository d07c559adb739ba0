using System.Text.Json;
using System.Text.Json.Serialization;
using Annals.Server.Access;
using Annals.Server.Api.Reading;
using Annals.Server.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Annals.Server.Api;

/// <summary><c>/v1/clients</c>: the clients of the caller's tenant. Every change leaves a receipt there before its answer, so that an administrator who makes a key to the records is seen.</summary>
internal static class ClientEndpoints
{
    public static void MapClients(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/v1/clients").RequireScope(Scopes.Admin).WithTags("Access");
        group.MapGet("", List).WithName("ListClients");
        group.MapPost("", AddAsync).Accepts<NewClient>("application/json").WithName("AddClient");
        group.MapDelete("/{id:guid}", Remove).WithName("RemoveClient");
        group.MapPost("/{id:guid}/rotate", Rotate).WithName("RotateClient");
    }

    private static JsonHttpResult<ClientList> List(HttpContext context, ClientStore clients) =>
        TypedResults.Json(new ClientList([.. clients.Of(context.Caller().Tenant).Select(Describe)]), ClientJson.Default.ClientList);

    private static async Task<JsonHttpResult<ClientWithSecret>> AddAsync(HttpContext context, ClientStore clients, AccessChangeWriter receipts)
    {
        var caller = context.Caller();
        var asked = await JsonBody.ReadAsync(context, ClientJson.Default.NewClient);
        if (ClientRules.FaultOf(asked.Name, asked.Scopes, asked.Sources ?? []) is { } fault)
        {
            throw RequestException.BadRequest(fault);
        }

        receipts.CheckWritable(caller.Tenant);
        var (client, secret) = clients.Add(caller.Tenant, asked.Name, asked.Scopes, asked.Sources ?? [], caller.Actor());
        receipts.WriteAll(context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new ClientWithSecret(Describe(client), secret), ClientJson.Default.ClientWithSecret, statusCode: StatusCodes.Status201Created);
    }

    private static NoContent Remove(HttpContext context, Guid id, ClientStore clients, AccessChangeWriter receipts)
    {
        var caller = context.Caller();
        receipts.CheckWritable(caller.Tenant);
        if (!clients.Remove(caller.Tenant, id, caller.Actor()))
        {
            throw Missing();
        }

        receipts.WriteAll(context.RequestAborted);
        return TypedResults.NoContent();
    }

    private static JsonHttpResult<NewSecret> Rotate(HttpContext context, Guid id, ClientStore clients, AccessChangeWriter receipts)
    {
        var caller = context.Caller();
        receipts.CheckWritable(caller.Tenant);
        var secret = clients.Rotate(caller.Tenant, id, caller.Actor()) ?? throw Missing();
        receipts.WriteAll(context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new NewSecret(secret), ClientJson.Default.NewSecret);
    }

    private static RequestException Missing() => RequestException.NotFound("The tenant has no client with this id.");

    private static ClientView Describe(Client client) => new(client.Id, client.Name, client.Scopes, client.Sources, client.Created);
}

/// <summary>A client, without its secret.</summary>
internal sealed record ClientView(Guid Id, string Name, IReadOnlyList<string> Scopes, IReadOnlyList<string> Sources, DateTimeOffset Created);

/// <summary>Clients of a tenant, by name.</summary>
internal sealed record ClientList(IReadOnlyList<ClientView> Clients);

/// <summary>A client to be added; no sources allow every own application's.</summary>
internal sealed record NewClient(string Name, IReadOnlyList<string> Scopes, IReadOnlyList<string>? Sources = null);

/// <summary>A client that was added, and its secret, which cannot be had again.</summary>
internal sealed record ClientWithSecret(ClientView Client, string Secret);

/// <summary>A client's new secret, which cannot be had again.</summary>
internal sealed record NewSecret(string Secret);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, AllowDuplicateProperties = false, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ClientList))]
[JsonSerializable(typeof(NewClient))]
[JsonSerializable(typeof(ClientWithSecret))]
[JsonSerializable(typeof(NewSecret))]
internal sealed partial class ClientJson : JsonSerializerContext;
