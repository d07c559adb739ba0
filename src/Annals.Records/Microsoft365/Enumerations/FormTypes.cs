using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>Kind of a form.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration FormTypes. Records carry the number.</remarks>
[NumberedEnum]
public enum FormTypes
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>A plain form.</summary>
    Form = 0,

    /// <summary>A quiz.</summary>
    Quiz = 1,

    /// <summary>A survey.</summary>
    Survey = 2,
}
