using System.Text;
using Annals.Records.Events;

namespace Annals.Index.Planning;

/// <summary>Reads the values of fields from event views.</summary>
internal static class FieldTexts
{
    /// <summary>The values of a field: none when it is absent, several when it is a list of addresses.</summary>
    public static IReadOnlyList<string> Of(EventSlices slices, FacetField field) => field switch
    {
        FacetField.Source => [slices.Source],
        FacetField.Outcome => slices.Outcome == Outcome.Unknown ? [] : [NameOf(slices.Outcome)],
        FacetField.Ip => Addresses(slices),
        _ => slices[FacetFields.Member(field)] is { IsEmpty: false } value ? [Encoding.UTF8.GetString(value)] : [],
    };

    public static string NameOf(Outcome outcome) => outcome.ToString().ToLowerInvariant();

    private static string[] Addresses(EventSlices slices)
    {
        var addresses = new string[slices.IpCount];
        for (var i = 0; i < addresses.Length; i++)
        {
            addresses[i] = Encoding.UTF8.GetString(slices.Ip(i));
        }

        return addresses;
    }
}
