using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>A rule that matched.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, DLP schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<PolicyRule>))]
public sealed class PolicyRule : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("Rules", "Office 365 Management Activity API schema, DLP schema", null,
    [
        MemberSchema.Guid("RuleId").Mandatory(),
        MemberSchema.Text("RuleName").Mandatory(),
        MemberSchema.Texts("Actions"),
        MemberSchema.Texts("OverriddenActions"),
        MemberSchema.Text("Severity"),
        MemberSchema.Text("RuleMode").Mandatory(),
        MemberSchema.Object("ConditionsMatched", ConditionsMatched.OwnSchema),
        MemberSchema.Texts("ActionParameters").Observed(),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Identifier of the rule. Mandatory.</summary>
    public Guid? RuleId { get => GetGuid("RuleId"); set => SetGuid("RuleId", value); }

    /// <summary>Name of the rule. Mandatory.</summary>
    public string? RuleName { get => GetText("RuleName"); set => SetText("RuleName", value); }

    /// <summary>What was done, such as BlockAccess.</summary>
    public IReadOnlyList<string?>? Actions { get => GetTexts("Actions"); set => SetTexts("Actions", value); }

    /// <summary>What was not done because the user overrode it.</summary>
    public IReadOnlyList<string?>? OverriddenActions { get => GetTexts("OverriddenActions"); set => SetTexts("OverriddenActions", value); }

    /// <summary>Low, Medium or High.</summary>
    public string? Severity { get => GetText("Severity"); set => SetText("Severity", value); }

    /// <summary>Whether the rule is enforced or only tried out. Mandatory.</summary>
    public string? RuleMode { get => GetText("RuleMode"); set => SetText("RuleMode", value); }

    /// <summary>What made the rule match.</summary>
    public ConditionsMatched? ConditionsMatched { get => GetObject<ConditionsMatched>("ConditionsMatched"); set => SetObject("ConditionsMatched", value); }

    /// <summary>Parameters of the actions. Not documented, met in real records.</summary>
    public IReadOnlyList<string?>? ActionParameters { get => GetTexts("ActionParameters"); set => SetTexts("ActionParameters", value); }
}
