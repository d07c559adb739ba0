using System.Security.Cryptography.X509Certificates;
using Annals.Archive;
using Annals.Server.Storage;
using Microsoft.Data.Sqlite;

namespace Annals.Server.Access;

/// <summary>Certificates by whose keys clients may prove who they are in place of a secret. Public parts only.</summary>
internal sealed class ClientCertificates(ServerDatabase database, ClientStore clients)
{
    /// <summary>Shortest RSA key, in bits.</summary>
    public const int KeyBitsMin = 2048;

    public static DatabaseSchema Schema { get; } = new("client-certificates",
    [
        """
        CREATE TABLE client_certificates (client TEXT NOT NULL, thumbprint TEXT NOT NULL, certificate BLOB NOT NULL, PRIMARY KEY (client, thumbprint)) STRICT;
        CREATE TRIGGER clients_removed_certificates AFTER DELETE ON clients
          BEGIN DELETE FROM client_certificates WHERE client = OLD.id; END;
        """,
    ]);

    /// <summary>Adds a certificate to a client. Durable on return.</summary>
    /// <param name="client">The client.</param>
    /// <param name="certificate">The certificate; its private key, if it has one, is not kept.</param>
    /// <param name="by">Who adds it, for the receipt.</param>
    /// <returns>Its thumbprint: SHA-1 in hexadecimal capitals, which is how the vendor's clients name it.</returns>
    /// <exception cref="ArchiveException">The certificate has no RSA key of 2048 bits or more, or the client has it already.</exception>
    public string Add(Client client, X509Certificate2 certificate, Actor by)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(certificate);
        using var key = certificate.GetRSAPublicKey();
        if (key is null || key.KeySize < KeyBitsMin)
        {
            throw new ArchiveException($"The certificate {certificate.Thumbprint} cannot be used: it needs an RSA key of {KeyBitsMin} bits or more.");
        }

        try
        {
            return database.Change((connection, _) =>
            {
                ServerDatabase.Execute(
                    connection,
                    "INSERT INTO client_certificates VALUES ($client, $thumbprint, $certificate)",
                    ("$client", client.Id.ToString()),
                    ("$thumbprint", certificate.Thumbprint),
                    ("$certificate", certificate.RawData));
                AccessChangeLog.Add(connection, client.Tenant, clients.Change("client.certificate-added", client, by));
                return certificate.Thumbprint;
            });
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SqliteErrors.Constraint)
        {
            throw new ArchiveException($"The client has the certificate {certificate.Thumbprint} already.", e);
        }
    }

    /// <summary>A client's certificates, by thumbprint.</summary>
    public IReadOnlyList<ClientCertificate> Of(Guid client) => database.Query(
        "SELECT certificate FROM client_certificates WHERE client = $client ORDER BY thumbprint",
        row =>
        {
            using var certificate = X509CertificateLoader.LoadCertificate((byte[])row[0]);
            return ClientCertificate.Of(certificate);
        },
        ("$client", client.ToString()));

    /// <summary>Removes a certificate from a client; all its tokens are void from now on.</summary>
    /// <param name="client">The client.</param>
    /// <param name="thumbprint">SHA-1 in hexadecimal.</param>
    /// <param name="by">Who removes it, for the receipt.</param>
    /// <returns>False when the client has no such certificate.</returns>
    public bool Remove(Client client, string thumbprint, Actor by) => clients.Forgetting(client.Id, connection =>
    {
        if (ServerDatabase.Execute(
            connection,
            "DELETE FROM client_certificates WHERE client = $client AND thumbprint = $thumbprint",
            ("$client", client.Id.ToString()),
            ("$thumbprint", thumbprint.ToUpperInvariant())) == 0)
        {
            return false;
        }

        ServerDatabase.Execute(connection, "UPDATE clients SET generation = generation + 1 WHERE id = $client", ("$client", client.Id.ToString()));
        AccessChangeLog.Add(connection, client.Tenant, clients.Change("client.certificate-removed", client, by));
        return true;
    });

    /// <summary>A client's certificate, or null. To be disposed.</summary>
    /// <param name="client">The client.</param>
    /// <param name="thumbprint">SHA-1 in hexadecimal capitals.</param>
    public X509Certificate2? Find(Guid client, string thumbprint) => database.Query(
        "SELECT certificate FROM client_certificates WHERE client = $client AND thumbprint = $thumbprint",
        row => X509CertificateLoader.LoadCertificate((byte[])row[0]),
        ("$client", client.ToString()),
        ("$thumbprint", thumbprint)).SingleOrDefault();
}
