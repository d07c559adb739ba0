namespace Annals.Records.Validation;

/// <summary>What a finding is about.</summary>
public enum FindingRule
{
    /// <summary>The schema says that every record has the member; it is absent or null.</summary>
    MandatoryMissing,

    /// <summary>The value is of another JSON type than documented, or is text that is not of the documented form (GUID, time).</summary>
    WrongType,

    /// <summary>A value of an enumeration that this version does not know.</summary>
    UnknownValue,

    /// <summary>The value of an enumeration was lost before the record arrived: the placeholder of an SDK stands in its place.</summary>
    LostUpstream,

    /// <summary>A member that the schema does not have: the vendor added it, or somebody on the way did.</summary>
    UnknownMember,
}
