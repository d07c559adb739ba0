namespace Annals.Records.Validation;

/// <summary>One remark on a record. It is advice: no record is refused because of it.</summary>
/// <param name="Path">Where, such as <c>PolicyDetails[0].RuleName</c>; names as on the wire.</param>
/// <param name="Rule">What the remark is about.</param>
/// <param name="Schema">The vendor's schema that says otherwise.</param>
/// <param name="Message">A sentence for people. It may quote values of enumerations, but no other content of the record.</param>
public sealed record Finding(string Path, FindingRule Rule, string Schema, string Message);
