using System.Text.Json;
using System.Text.Json.Serialization;
using Annals.Cli.Access;

namespace Annals.Cli.Archives.Remote;

/// <summary>Answers of the server, as far as commands need them. Members that a later version adds are left aside.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(ProblemAnswer))]
[JsonSerializable(typeof(MeAnswer))]
[JsonSerializable(typeof(TenantAnswer))]
[JsonSerializable(typeof(CheckpointAnswer))]
[JsonSerializable(typeof(CountAnswer))]
[JsonSerializable(typeof(HistogramAnswer))]
[JsonSerializable(typeof(FacetAnswer))]
[JsonSerializable(typeof(ProofAnswer))]
[JsonSerializable(typeof(AppendAnswer))]
[JsonSerializable(typeof(ExportRequest))]
[JsonSerializable(typeof(ExportAnswer))]
[JsonSerializable(typeof(ManifestAnswer))]
[JsonSerializable(typeof(VerificationRequest))]
[JsonSerializable(typeof(VerificationAnswer))]
[JsonSerializable(typeof(ClientsAnswer))]
[JsonSerializable(typeof(ClientRequest))]
[JsonSerializable(typeof(ClientSecretAnswer))]
[JsonSerializable(typeof(SecretAnswer))]
[JsonSerializable(typeof(CertificateRequest))]
[JsonSerializable(typeof(CertificatesAnswer))]
[JsonSerializable(typeof(Annals.Server.Access.ClientCertificate))]
[JsonSerializable(typeof(UsersAnswer))]
[JsonSerializable(typeof(UserRequest))]
[JsonSerializable(typeof(UserLinkAnswer))]
[JsonSerializable(typeof(CollectorsAnswer))]
[JsonSerializable(typeof(DoctorAnswer))]
[JsonSerializable(typeof(GapsAnswer))]
[JsonSerializable(typeof(GapClosingRequest))]
internal sealed partial class ServerJson : JsonSerializerContext;

internal sealed record TokenAnswer([property: JsonPropertyName("access_token")] string AccessToken);

internal sealed record ProblemAnswer(string? Title = null, string? Detail = null);

internal sealed record MeAnswer(string Tenant, IReadOnlyList<string> Sources);

internal sealed record TenantAnswer(string Name, Guid Id, string Origin, DateTimeOffset Created, string VerifierKey, long Size);

internal sealed record CheckpointAnswer(string Origin, long Size, string Root, string Note);

internal sealed record CountAnswer(long Count, long Size, long Indexed, bool Partial);

internal sealed record HistogramAnswer(IReadOnlyList<BucketAnswer> Buckets, UndatedAnswer Undated, long Size, long Indexed, bool Partial);

internal sealed record BucketAnswer(DateTimeOffset From, long Count);

internal sealed record UndatedAnswer(long Count);

internal sealed record FacetAnswer(IReadOnlyList<FacetValueAnswer> Values, long Others, long Missing, bool Complete, long Size, long Indexed, bool Partial);

internal sealed record FacetValueAnswer(string Value, long Count);

internal sealed record ProofAnswer(long Position, string Proof, string VerifierKey, byte[] RecordBase64, IReadOnlyList<long> Others);

internal sealed record AppendAnswer(int Read, IReadOnlyList<VerdictAnswer> Verdicts);

internal sealed record VerdictAnswer(int Index, string Verdict, long? Position = null, string? Reason = null);

internal sealed record ExportRequest(string Q, string Format, bool Guard);

internal sealed record ExportAnswer(Guid Id, string State, long Records, string? Reason = null, long? Estimate = null);

internal sealed record ManifestAnswer(long Count, long Length, string Sha256);

internal sealed record VerificationRequest(IReadOnlyList<string> OlderCheckpoints);

internal sealed record VerificationAnswer(
    Guid Id, string State, long Size, long Checked, long Erased, IReadOnlyList<FaultAnswer> Faults, IReadOnlyList<string> Remarks, bool? Good = null, string? Verdict = null, string? Reason = null);

internal sealed record FaultAnswer(string File, string Reason, long? Offset = null, long? First = null, long? Last = null);

internal sealed record CollectorsAnswer(IReadOnlyList<CollectorAnswer> Collectors);

internal sealed record CollectorAnswer(string Name, bool Enabled);

internal sealed record DoctorAnswer(IReadOnlyList<DoctorLineAnswer> Lines);

internal sealed record DoctorLineAnswer(string Check, string Verdict, string Message, string? Code = null, string? Remedy = null);

internal sealed record GapsAnswer(IReadOnlyList<GapAnswer> Gaps);

internal sealed record GapAnswer(
    Guid Id, string Stream, string Kind, DateTimeOffset From, DateTimeOffset To, string Reason, DateTimeOffset Opened, string? Content = null, DateTimeOffset? Closed = null, string? How = null);

internal sealed record GapClosingRequest(string How);
