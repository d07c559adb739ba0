using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>What happened to a training given after a simulated attack.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration UserTrainingEventType. Records carry the number.</remarks>
[NumberedEnum]
public enum UserTrainingEventType
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>It was assigned.</summary>
    TrainingAssigned = 1,

    /// <summary>Its progress changed.</summary>
    TrainingUpdated = 2,

    /// <summary>The user finished it.</summary>
    TrainingCompleted = 3,

    /// <summary>It had been assigned before.</summary>
    TrainingPreviouslyAssigned = 4,

    /// <summary>The user did not finish it in time.</summary>
    TrainingNotCompleted = 5,
}
