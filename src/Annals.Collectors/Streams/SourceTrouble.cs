using System.Net.Sockets;
using System.Security.Authentication;
using Annals.Archive;
using Annals.Log;
using Annals.Sources.GenesysCloud;
using Annals.Sources.Http;
using Annals.Sources.Microsoft365;
using Azure.Identity;

namespace Annals.Collectors.Streams;

/// <summary>A stream could not be read; what was read before is noted.</summary>
internal sealed class StreamFailedException(Exception inner) : Exception(inner.Message, inner);

/// <summary>Tells trouble with a source from trouble with the archive, and says what it means.</summary>
internal static class SourceTrouble
{
    /// <summary>Whether an exception comes from the source or the way to it, so that the collector goes on and tries again. What the archive throws ends the round.</summary>
    public static bool IsOfSource(Exception e, CancellationToken cancellationToken) => e switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        LogFailedException or LogDurabilityException or ArchiveException => false,
        ManagementActivityException or AuditQueryException or SourceTokenException or ForeignAddressException or AuthenticationFailedException => true,
        StreamFailedException or UnreadableContentException => true,
        HttpRequestException or IOException or TimeoutException or InvalidDataException or Polly.ExecutionRejectedException => true,
        _ => false,
    };

    /// <summary>What it means and what to do.</summary>
    public static Finding Of(Exception e) => e switch
    {
        StreamFailedException { InnerException: { } inner } => Of(inner),
        SourceTokenException token => OfToken(token),
        AuthenticationFailedException => new Finding("no-token", $"No token was given: {FirstLine(e.Message)}", "Check that the identity is assigned to this machine or pod and has the role ActivityFeed.Read."),
        ManagementActivityException activity => OfActivity(activity),
        AuditQueryException audit => OfAudit(audit),
        ForeignAddressException => new Finding("foreign-address", e.Message, "Nothing was sent there. If the address is right, correct ApiUrl; otherwise report it to the vendor."),
        HttpRequestException http => OfNetwork(http),
        TimeoutException or OperationCanceledException => new Finding("timeout", "The source did not answer in time.", "Nothing has to be done if it passes; otherwise check the network and the vendor's service health."),
        UnreadableContentException or InvalidDataException => new Finding("unreadable", e.Message, "It is read again; if it stays so, report it to the vendor."),
        _ => new Finding("failed", e.Message, "It is tried again; if it stays so, look at the message and at the vendor's service health."),
    };

    private static Finding OfToken(SourceTokenException e)
    {
        foreach (var code in e.Codes)
        {
            var finding = code switch
            {
                EntraErrorCode.WrongSecret => new Finding("wrong-secret", "The client secret is wrong.", "Set ClientSecret to the secret's value; its id does not work. A new one is made under Certificates & secrets of the app registration."),
                EntraErrorCode.ExpiredSecret => new Finding("expired-secret", "The client secret has expired.", "Make a new one under Certificates & secrets of the app registration and set ClientSecret to its value."),
                EntraErrorCode.NoSecret => new Finding("no-secret", "Neither a secret nor a certificate was sent.", "Set ClientSecret, ClientSecretFile or CertificateFile."),
                EntraErrorCode.WrongSignature => new Finding("wrong-certificate", "The certificate is not one of the application's.", "Add the public certificate under Certificates & secrets of the app registration, or set CertificateFile to the one that is there."),
                EntraErrorCode.AssertionOutOfTime => new Finding("clock", "The clock of this machine is wrong: the signed request was out of its time.", "Set the clock, best by NTP."),
                EntraErrorCode.UnknownClient => new Finding("unknown-client", "The organisation has no application with this client id.", "Check ClientId and TenantId; the app registration's overview shows both."),
                EntraErrorCode.UnknownTenant or EntraErrorCode.BadTenant => new Finding("unknown-tenant", "There is no organisation with this tenant id in this cloud.", "Check TenantId, and Cloud if it is a government plan."),
                EntraErrorCode.UnknownResource => new Finding("wrong-cloud", "The organisation does not know the API that a token was asked for.", "Check Cloud: tokens for one cloud's API are not given in another; and that the organisation has Office 365 Management APIs."),
                _ => null,
            };
            if (finding is not null)
            {
                return finding;
            }
        }

        return e.Error is "invalid_client" or "unauthorized_client" || e.Description?.Contains("client", StringComparison.OrdinalIgnoreCase) is true && !e.MayPass
            ? new Finding("wrong-secret", "The vendor does not accept the client id with this secret.", "Check ClientId and ClientSecret, and Region: a client exists in one region only.")
            : new Finding(e.MayPass ? "token-unavailable" : "no-token", e.Message, e.MayPass ? "It is tried again; nothing has to be done if it passes." : "Check the connection's settings.");
    }

    private static Finding OfActivity(ManagementActivityException e)
    {
        var type = FirstLine(e.Message);
        return e.Code switch
        {
            ActivityErrorCode.MissingPermission => new Finding("missing-role", $"The application lacks a permission. {type}", "Add the application permission ActivityFeed.Read of Office 365 Management APIs, for DLP.All also ActivityFeed.ReadDlp, and grant admin consent."),
            ActivityErrorCode.Disabled or ActivityErrorCode.NoSubscription => new Finding("subscription-off", $"The subscription is off. {type}", "It is started again, every 15 minutes at most. If an administrator switched it off, ask why: what is made meanwhile is lost."),
            ActivityErrorCode.TooManyRequests => new Finding("throttled", "The source asks for fewer requests.", "It is tried again later; nothing has to be done if it passes. RequestsPerMinute sets a lower rate."),
            _ when e.IsThrottled => new Finding("throttled", "The source asks for fewer requests.", "It is tried again later; nothing has to be done if it passes. RequestsPerMinute sets a lower rate."),
            _ when IsAuditOff(e) => new Finding("audit-off", "Audit logging is off in the organisation, or the organisation is unknown to the audit store.", "Turn it on: Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true, and wait up to an hour."),
            _ when (int)e.Status == 401 => new Finding("token-refused", "The API does not accept the token.", "Check Cloud, and that the application has the role ActivityFeed.Read with admin consent."),
            _ when e.MayPass => new Finding("unavailable", type, "It is tried again; nothing has to be done if it passes."),
            _ => new Finding("refused", type, "Look the code up in the vendor's reference, under Errors."),
        };
    }

    /// <summary>Where auditing is off, the service answers with the beginning of a sentence where a code should be (microsoft365, "Errors").</summary>
    private static bool IsAuditOff(ManagementActivityException e) =>
        e.Code?.StartsWith("StartSubscription", StringComparison.Ordinal) is true || e.Answer?.Contains("does not exist", StringComparison.Ordinal) is true && e.Answer.Contains("Tenant", StringComparison.Ordinal);

    private static Finding OfAudit(AuditQueryException e) => (int)e.Status switch
    {
        401 => new Finding("token-refused", "The API does not accept the token.", "Check Region: a token of one region is worth nothing in another."),
        403 => new Finding("missing-role", $"The OAuth client may not read audits. {FirstLine(e.Message)}", "Give one of its roles the permission Audits > Audit > View."),
        429 => new Finding("throttled", "The source asks for fewer requests.", "It is tried again later; nothing has to be done if it passes. RequestsPerMinute sets a lower rate."),
        >= 500 or 408 => new Finding("unavailable", FirstLine(e.Message), "It is tried again; nothing has to be done if it passes."),
        _ => new Finding("refused", FirstLine(e.Message), "If it stays so, tell the vendor's support the correlation id."),
    };

    private static Finding OfNetwork(HttpRequestException e)
    {
        for (Exception? inner = e; inner is not null; inner = inner.InnerException)
        {
            if (inner is AuthenticationException)
            {
                return new Finding("untrusted", $"The source's certificate is not trusted: {FirstLine(inner.Message)}", "If a proxy opens connections here, set AuthoritiesFile to its authority. Otherwise check the address and this machine's clock.");
            }

            if (inner is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain })
            {
                return new Finding("unknown-host", $"The name of the source's host cannot be resolved: {FirstLine(e.Message)}", "Check DNS, and the address if ApiUrl or LoginUrl is set.");
            }
        }

        return new Finding("unreachable", $"The source cannot be reached: {FirstLine(e.Message)}", "Check the network, a firewall, and Proxy or HTTPS_PROXY.");
    }

    private static string FirstLine(string text) => text.Split('\r', '\n')[0];
}
