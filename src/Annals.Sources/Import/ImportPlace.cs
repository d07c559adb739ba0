using System.Globalization;

namespace Annals.Sources.Import;

/// <summary>Where a record stands in what was imported.</summary>
/// <param name="File">The label given to the importer; for entries of archives <c>label!entry</c>. A name from inside an archive is a label only, never a path.</param>
/// <param name="Line">Line on which the record begins, from 1, in the unpacked text; 0 when the place is the file as a whole.</param>
/// <param name="Element">Number of the element, from 1, for records out of a JSON array; null for others.</param>
public readonly record struct ImportPlace(string File, long Line, long? Element = null)
{
    /// <summary><c>file:line</c>, with <c>(element n)</c> behind it for an array and without the line for a whole file.</summary>
    public override string ToString()
    {
        if (Line == 0)
        {
            return File;
        }

        var culture = CultureInfo.InvariantCulture;
        return Element is { } element
            ? string.Create(culture, $"{File}:{Line} (element {element})")
            : string.Create(culture, $"{File}:{Line}");
    }
}
