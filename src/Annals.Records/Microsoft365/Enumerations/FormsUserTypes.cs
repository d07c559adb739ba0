using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>Role of the user of a form.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration FormsUserTypes. Records carry the number.</remarks>
[NumberedEnum]
public enum FormsUserTypes
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>Administrator.</summary>
    Admin = 0,

    /// <summary>Owner of the form.</summary>
    Owner = 1,

    /// <summary>Somebody who answers.</summary>
    Responder = 2,

    /// <summary>Somebody who edits it too.</summary>
    Coauthor = 3,
}
