using System.Text;
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

/// <summary><c>/v1/clients/{id}/certificates</c>: certificates by whose keys a client of the caller's tenant may sign in place of its secret. Every change leaves a receipt before its answer.</summary>
internal static class ClientCertificateEndpoints
{
    public static void MapClientCertificates(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/v1/clients/{id:guid}/certificates").RequireScope(Scopes.Admin).WithTags("Access");
        group.MapGet("", List).WithName("ListClientCertificates");
        group.MapPost("", AddAsync).Accepts<NewCertificate>("application/json").WithName("AddClientCertificate");
        group.MapDelete("/{thumbprint}", Remove).WithName("RemoveClientCertificate");
    }

    private static JsonHttpResult<CertificateList> List(HttpContext context, Guid id, ClientStore clients, ClientCertificates certificates) =>
        TypedResults.Json(new CertificateList(certificates.Of(ClientOf(context, clients, id).Id)), CertificateJson.Default.CertificateList);

    private static async Task<JsonHttpResult<ClientCertificate>> AddAsync(HttpContext context, Guid id, ClientStore clients, ClientCertificates certificates, AccessChangeWriter receipts)
    {
        var client = ClientOf(context, clients, id);
        var asked = await JsonBody.ReadAsync(context, CertificateJson.Default.NewCertificate);
        using var certificate = (asked.Certificate.Length <= ClientCertificate.LengthMax ? ClientCertificate.Read(Encoding.UTF8.GetBytes(asked.Certificate)) : null)
            ?? throw RequestException.BadRequest("The certificate cannot be read; send it as PEM text, -----BEGIN CERTIFICATE----- and so on.");
        receipts.CheckWritable(client.Tenant);
        certificates.Add(client, certificate, context.Caller().Actor());
        receipts.WriteAll(context.RequestAborted);
        return TypedResults.Json(ClientCertificate.Of(certificate), CertificateJson.Default.ClientCertificate, statusCode: StatusCodes.Status201Created);
    }

    private static NoContent Remove(HttpContext context, Guid id, string thumbprint, ClientStore clients, ClientCertificates certificates, AccessChangeWriter receipts)
    {
        var client = ClientOf(context, clients, id);
        receipts.CheckWritable(client.Tenant);
        if (!certificates.Remove(client, thumbprint, context.Caller().Actor()))
        {
            throw RequestException.NotFound("The client has no certificate with this thumbprint.");
        }

        receipts.WriteAll(context.RequestAborted);
        return TypedResults.NoContent();
    }

    private static Client ClientOf(HttpContext context, ClientStore clients, Guid id) =>
        clients.Find(id) is { } client && client.Tenant == context.Caller().Tenant ? client : throw RequestException.NotFound("The tenant has no client with this id.");
}

/// <summary>A certificate to be added.</summary>
/// <param name="Certificate">PEM text; a private key in it is not kept.</param>
internal sealed record NewCertificate(string Certificate);

/// <summary>Certificates of a client, by thumbprint.</summary>
internal sealed record CertificateList(IReadOnlyList<ClientCertificate> Certificates);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, AllowDuplicateProperties = false, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(NewCertificate))]
[JsonSerializable(typeof(ClientCertificate))]
[JsonSerializable(typeof(CertificateList))]
internal sealed partial class CertificateJson : JsonSerializerContext;
