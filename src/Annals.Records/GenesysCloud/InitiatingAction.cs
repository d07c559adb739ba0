using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.GenesysCloud;

/// <summary>The action that set off the transaction an audit belongs to. Mostly empty.</summary>
/// <remarks>Reference: Genesys Cloud platform API, InitiatingAction.</remarks>
[JsonConverter(typeof(RecordObjectConverter<InitiatingAction>))]
public sealed class InitiatingAction : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("InitiatingAction", "Genesys Cloud platform API, InitiatingAction", null,
    [
        MemberSchema.Text("transactionId"),
        MemberSchema.Enum<AuditAction>("actionContext"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Identifier that all audits of the transaction share.</summary>
    public string? TransactionId { get => GetText("transactionId"); set => SetText("transactionId", value); }

    /// <summary>The action that began it.</summary>
    public OpenEnum<AuditAction>? ActionContext { get => GetEnum<AuditAction>("actionContext"); set => SetEnum("actionContext", value); }
}
