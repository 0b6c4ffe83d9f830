"""内容体检: what a library of records needs, gathered for those who look after it. It reports and stops nothing."""
