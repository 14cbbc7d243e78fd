"""Stakeholder groups: the nine Major Groups (Agenda 21) and other stakeholders (A/RES/67/290)."""

from __future__ import annotations

from enum import StrEnum

from consult.core.errors import N_


class StakeholderGroup(StrEnum):
    WOMEN = "women"
    CHILDREN_AND_YOUTH = "children_and_youth"
    INDIGENOUS_PEOPLES = "indigenous_peoples"
    NGOS = "ngos"
    LOCAL_AUTHORITIES = "local_authorities"
    WORKERS_AND_TRADE_UNIONS = "workers_and_trade_unions"
    BUSINESS_AND_INDUSTRY = "business_and_industry"
    SCIENTIFIC_AND_TECHNOLOGICAL_COMMUNITY = "scientific_and_technological_community"
    FARMERS = "farmers"
    LOCAL_COMMUNITIES = "local_communities"
    VOLUNTEER_GROUPS_AND_FOUNDATIONS = "volunteer_groups_and_foundations"
    MIGRANTS_AND_FAMILIES = "migrants_and_families"
    OLDER_PERSONS = "older_persons"
    PERSONS_WITH_DISABILITIES = "persons_with_disabilities"
    EDUCATION_AND_ACADEMIA = "education_and_academia"
    GOVERNMENT = "government"


GROUP_NAMES: dict[StakeholderGroup, str] = {
    StakeholderGroup.WOMEN: N_("Women"),
    StakeholderGroup.CHILDREN_AND_YOUTH: N_("Children and youth"),
    StakeholderGroup.INDIGENOUS_PEOPLES: N_("Indigenous peoples"),
    StakeholderGroup.NGOS: N_("Non-governmental organisations"),
    StakeholderGroup.LOCAL_AUTHORITIES: N_("Local authorities"),
    StakeholderGroup.WORKERS_AND_TRADE_UNIONS: N_("Workers and trade unions"),
    StakeholderGroup.BUSINESS_AND_INDUSTRY: N_("Business and industry"),
    StakeholderGroup.SCIENTIFIC_AND_TECHNOLOGICAL_COMMUNITY: N_(
        "Scientific and technological community"
    ),
    StakeholderGroup.FARMERS: N_("Farmers"),
    StakeholderGroup.LOCAL_COMMUNITIES: N_("Local communities"),
    StakeholderGroup.VOLUNTEER_GROUPS_AND_FOUNDATIONS: N_("Volunteer groups and foundations"),
    StakeholderGroup.MIGRANTS_AND_FAMILIES: N_("Migrants and their families"),
    StakeholderGroup.OLDER_PERSONS: N_("Older persons"),
    StakeholderGroup.PERSONS_WITH_DISABILITIES: N_("Persons with disabilities"),
    StakeholderGroup.EDUCATION_AND_ACADEMIA: N_("Education and academia"),
    StakeholderGroup.GOVERNMENT: N_("Government"),
}
