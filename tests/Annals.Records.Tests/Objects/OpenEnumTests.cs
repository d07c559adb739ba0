using Annals.Records.GenesysCloud;
using Annals.Records.Microsoft365;
using Annals.Records.Objects;

namespace Annals.Records.Tests.Objects;

public sealed class OpenEnumTests
{
    [Fact]
    public void Known_name_has_its_value()
    {
        var action = OpenEnum.OfName<AuditAction>("MemberAdd");

        Assert.Equal(AuditAction.MemberAdd, action.Value);
        Assert.True(action.IsKnown);
        Assert.Equal("MemberAdd", action.Name);
    }

    [Fact]
    public void Unknown_name_reads_as_OutdatedSdkVersion_and_keeps_its_text()
    {
        var action = OpenEnum.OfName<AuditAction>("Teleport");

        Assert.Equal(AuditAction.OutdatedSdkVersion, action.Value);
        Assert.False(action.IsKnown);
        Assert.Null(action.Name);
        Assert.Equal("Teleport", action.Wire);
        Assert.Equal("Teleport", action.ToString());
        Assert.Equal("\"Teleport\"", action.Write().Json());
    }

    [Theory]
    [InlineData("OutdatedSdkVersion")]
    [InlineData("OUTDATED_SDK_VERSION")]
    public void The_placeholder_on_the_wire_is_kept_and_told_apart(string literal)
    {
        var level = OpenEnum.OfName<AuditLevel>(literal);

        Assert.Equal(AuditLevel.OutdatedSdkVersion, level.Value);
        Assert.True(level.IsLostUpstream);
        Assert.False(level.IsKnown);
        Assert.Equal(literal, level.Wire);
    }

    [Theory]
    [InlineData("USER", AuditLevel.User)]
    [InlineData("user", AuditLevel.User)]
    [InlineData("GENESYS_INTERNAL", AuditLevel.GenesysInternal)]
    public void Names_match_without_regard_to_case(string wire, AuditLevel expected) => Assert.Equal(expected, OpenEnum.OfName<AuditLevel>(wire).Value);

    [Fact]
    public void Numbers_of_a_numbered_enumeration_are_known()
    {
        Assert.Equal(UserType.System, OpenEnum.OfNumber<UserType>(4).Value);
        Assert.Equal("System", OpenEnum.OfNumber<UserType>(4).ToString());
        Assert.Equal(UserType.OutdatedSdkVersion, OpenEnum.OfNumber<UserType>(99).Value);
        Assert.Equal("99", OpenEnum.OfNumber<UserType>(99).ToString());
    }

    [Fact]
    public void Positions_of_a_named_enumeration_are_no_wire_numbers() => Assert.Equal(AuditAction.OutdatedSdkVersion, OpenEnum.OfNumber<AuditAction>(1).Value);

    [Fact]
    public void Own_numbers_are_no_wire_numbers() => Assert.Equal(ItemType.OutdatedSdkVersion, OpenEnum.OfNumber<ItemType>((long)ItemType.List).Value);

    [Fact]
    public void A_known_value_is_written_in_the_form_of_real_records()
    {
        Assert.Equal("4", OpenEnum.Of(UserType.System).Write().Json());
        Assert.Equal("\"web\"", OpenEnum.Of(ItemType.Web).Write().Json());
        Assert.Equal("\"SYSTEM\"", OpenEnum.Of(AuditLevel.System).Write().Json());
    }

    [Fact]
    public void The_placeholder_cannot_be_written() =>
        Assert.Throws<ArgumentException>(() => OpenEnum.Of(AuditLevel.OutdatedSdkVersion));

    [Fact]
    public void Default_is_unknown_and_not_the_first_member()
    {
        OpenEnum<UserType> none = default;

        Assert.Equal(UserType.OutdatedSdkVersion, none.Value);
        Assert.Equal("", none.ToString());
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("99999999999999999999")]
    [InlineData("1e0")]
    public void Odd_numbers_keep_their_text(string digits)
    {
        var type = OpenEnum<UserType>.Read(RawJson.OfAscii(digits))!.Value;

        Assert.Equal(UserType.OutdatedSdkVersion, type.Value);
        Assert.Equal(digits, type.Write().Json());
    }

    [Fact]
    public void Equal_means_the_same_wire_value()
    {
        Assert.Equal(OpenEnum.OfName<AuditAction>("X"), OpenEnum.OfName<AuditAction>("X"));
        Assert.NotEqual(OpenEnum.OfName<UserType>("4"), OpenEnum.OfNumber<UserType>(4));
        Assert.True(OpenEnum.OfName<UserType>("4").Is(UserType.System));
    }
}
