namespace Annals.Sources.Import;

/// <summary>What an object is to the importer.</summary>
internal enum ObjectKind
{
    /// <summary>A record.</summary>
    Record,

    /// <summary>An envelope with the record as an object in it; <see cref="ObjectShape.InnerStart"/> tells where.</summary>
    WrappedObject,

    /// <summary>An envelope with the record as JSON text in a string.</summary>
    WrappedText,

    /// <summary>An envelope of an export whose place for the record holds nothing usable.</summary>
    WrappedNothing,

    /// <summary>A result page: its records are the elements of an array in it, which begins at <see cref="ObjectShape.InnerStart"/>.</summary>
    Page,
}

/// <summary>Result of looking at the members of an object.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="End">Offset behind the object; for a page, 0, as it was not read to its end.</param>
/// <param name="InnerStart">Offset of the first byte of the inner value: <c>{</c>, <c>"</c> or <c>[</c>.</param>
/// <param name="InnerEnd">Offset behind the inner value.</param>
internal readonly record struct ObjectShape(ObjectKind Kind, int End, int InnerStart, int InnerEnd);
